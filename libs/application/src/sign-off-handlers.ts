import { afterPlanSignOff } from './plans/submit-plan';
import { afterProgressSignOff } from './progress/file-progress-report';
import { afterCompletionSignOff } from './tasks/file-completion';
import { afterExtensionSignOff } from './tasks/ask-extension';

/* The table that says what becomes of a subject when its chain ends is completed when the chains land. */
export const taskOutcomes = {
  plan: afterPlanSignOff,
  progressReport: afterProgressSignOff,
  completion: afterCompletionSignOff,
  extension: afterExtensionSignOff,
};
