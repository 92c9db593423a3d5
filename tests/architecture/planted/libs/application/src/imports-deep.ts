import { inner } from '../../domain/src/inner';

export const deep = inner;
