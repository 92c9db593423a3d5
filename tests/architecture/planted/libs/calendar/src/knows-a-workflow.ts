import { queue } from '../../../workflows/src/contract';

export const known = queue;
