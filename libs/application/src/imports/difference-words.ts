import { importDifference } from '@duban/wording';
import type { DifferenceWords } from './compare-with-plan';

/** How shares and deadlines are said in a difference. */
export const differenceWords: DifferenceWords = {
  share: importDifference.share,
  deadline: importDifference.deadline,
  ownDay: importDifference.ownDay,
  indicator: importDifference.indicator,
  milestones: importDifference.milestones,
};
