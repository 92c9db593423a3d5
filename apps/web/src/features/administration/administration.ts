import type { Schemas } from '../../api/client';

export type Administration = Schemas['Administration'];
