import { Client } from '@temporalio/client';

export const client = Client;
