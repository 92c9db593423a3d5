import { Foundation1700000000001 } from './0001-foundation';
import { Policies1700000000002 } from './0002-policies';
import { ReceiptsAnew1700000000003 } from './0003-receipts-anew';
import { InstrumentCases1700000000004 } from './0004-instrument-cases';
import { ChannelsAndInstructions1700000000005 } from './0005-channels-and-instructions';
import { AnnualReport1700000000006 } from './0006-annual-report';
import { Scores1700000000007 } from './0007-scores';
import { Importing1700000000008 } from './0008-importing';
import { LightRecords1700000000009 } from './0009-light-records';
import { PlanAmendments1700000000010 } from './0010-plan-amendments';
import { ShareClock1700000000011 } from './0011-share-clock';
import { SealDigests1700000000012 } from './0012-seal-digests';
import { PaperPeople1700000000013 } from './0013-paper-people';
import { LeaderCorrections1700000000014 } from './0014-leader-corrections';
import { Pieces1700000000015 } from './0015-pieces';

/** Listed by hand, in order; each has a working `down`. */
export const migrations = [
  Foundation1700000000001,
  Policies1700000000002,
  ReceiptsAnew1700000000003,
  InstrumentCases1700000000004,
  ChannelsAndInstructions1700000000005,
  AnnualReport1700000000006,
  Scores1700000000007,
  Importing1700000000008,
  LightRecords1700000000009,
  PlanAmendments1700000000010,
  ShareClock1700000000011,
  SealDigests1700000000012,
  PaperPeople1700000000013,
  LeaderCorrections1700000000014,
  Pieces1700000000015,
] as const;
