import { nothing } from './nowhere';

export const misspelt = nothing;
