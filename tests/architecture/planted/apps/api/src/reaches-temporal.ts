import { client } from '../../../libs/temporal/src/index';

export const reached = client;
