import type { InstrumentRow, InstrumentTargetRow } from '@duban/database';
import type { Act } from '../kernel/act';
import { lineOf } from './instrument-rows';
import { openStage } from './open-stage';

/** What has changed on a public listing (an extension) is owed to the public again, in the same media. */
export async function publishAnew(act: Act, instrument: InstrumentRow, target: InstrumentTargetRow): Promise<void> {
  if (!instrument.isPublic) return;
  const { definition } = await lineOf(act.tx, instrument);
  const publication = definition.stages.find((stage) => stage.key === 'publication');
  if (publication) await openStage(act, instrument, target, publication, { fromMs: act.nowMs });
}
