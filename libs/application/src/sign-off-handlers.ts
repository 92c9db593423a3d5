import { afterAmendmentSignOff } from './amendments/submit-amendment';
import { afterDelistingSignOff, afterInstrumentSignOff } from './instruments/after-sign-off';
import { afterStageExtensionSignOff } from './instruments/ask-stage-extension';
import { afterPlanSignOff } from './plans/submit-plan';
import { afterProgressSignOff } from './progress/file-progress-report';
import { afterReportSignOff } from './reports/report-commands';
import type { SignOffOutcomeHandlers } from './sign-offs/outcome-handlers';
import { namedReturnDay } from './sign-offs/return-day';
import { afterExtensionSignOff } from './tasks/ask-extension';
import { afterCompletionSignOff } from './tasks/file-completion';

/** What becomes of each kind of subject when its chain ends; composed here, so that no feature imports another's commands. */
export const signOffHandlers: SignOffOutcomeHandlers = {
  plan: (act, signOff, outcome) => afterPlanSignOff(act, signOff.subjectId, outcome),
  amendment: (act, signOff, outcome) => afterAmendmentSignOff(act, signOff.subjectId, outcome),
  progressReport: (act, signOff, outcome, opinion) => afterProgressSignOff(act, signOff.subjectId, outcome, opinion),
  completion: async (act, signOff, outcome, opinion) =>
    afterCompletionSignOff(act, signOff.subjectId, outcome, opinion, await namedReturnDay(act.tx, signOff.id)),
  extension: (act, signOff, outcome, opinion) => afterExtensionSignOff(act, signOff.subjectId, outcome, opinion),
  report: (act, signOff, outcome) => afterReportSignOff(act, signOff.subjectId, outcome),
  instrument: afterInstrumentSignOff,
  stageExtension: afterStageExtensionSignOff,
  delisting: afterDelistingSignOff,
};
