import { rule } from '../../libs/domain/src/reads-a-package';

export const reached = rule;
