import { accessRefusals, noticeRefusals } from './access';
import { administrationRefusals } from './administration';
import { amendmentRefusals, yearEndRefusals } from './amendment';
import { calendarRefusals } from './calendar';
import { clockRefusals } from './clock';
import { commandRefusals } from './command';
import { documentRefusals } from './document';
import { documentWritingRefusals } from './document-writing';
import { signOffRefusals } from './sign-off';
import { importRefusals } from './import';
import { instrumentRefusals } from './instrument';
import { channelRefusals, exceptionRefusals, instructionRefusals, peopleRefusals } from './people';
import { caseFileRefusals } from '../case-file';
import { fillInRefusals } from '../fill-in';
import { openDataRefusals } from '../open-data';
import { rosterRefusals } from '../roster';
import { policyRefusals } from './policy';
import { reportRefusals } from './report';
import { scoreRefusals } from './score';
import { scenarioRefusals, taskRefusals } from './task';

type Sentence = (params: Record<string, unknown>) => string;

const SENTENCES: Readonly<Record<string, Sentence>> = {
  ...accessRefusals,
  ...administrationRefusals,
  ...amendmentRefusals,
  ...calendarRefusals,
  ...clockRefusals,
  ...commandRefusals,
  ...documentRefusals,
  ...documentWritingRefusals,
  ...importRefusals,
  ...noticeRefusals,
  ...channelRefusals,
  ...instructionRefusals,
  ...exceptionRefusals,
  ...peopleRefusals,
  ...instrumentRefusals,
  ...caseFileRefusals,
  ...fillInRefusals,
  ...openDataRefusals,
  ...policyRefusals,
  ...reportRefusals,
  ...rosterRefusals,
  ...scenarioRefusals,
  ...scoreRefusals,
  ...signOffRefusals,
  ...taskRefusals,
  ...yearEndRefusals,
};

/** The codes that have a sentence. */
export const refusalCodes = (): readonly string[] => Object.keys(SENTENCES).sort();

/**
 * The Chinese sentence of a refusal. A code that has none (a test fails on it) still says that nothing was done and names
 * the code, so that whoever is asked for help can find it.
 */
export function refusalText(refusal: { readonly code: string; readonly params: Readonly<Record<string, unknown>> }): string {
  const sentence = Object.hasOwn(SENTENCES, refusal.code) ? SENTENCES[refusal.code] : undefined;
  return sentence ? sentence({ ...refusal.params }) : `不能办理（${refusal.code}），请联系督办机构。`;
}
