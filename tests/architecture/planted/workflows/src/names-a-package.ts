import { IsString } from 'class-validator';

export const rule = IsString;
