import { api } from '../../../apps/api/src/index';

export const known = api;
