import { api } from '../../api/src/index';

export const taken = api;
