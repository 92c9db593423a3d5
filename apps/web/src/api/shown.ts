import type { Schemas } from './client';

/** The things that several parts of a page show. */
export type Task = Schemas['Task'];
export type Share = Schemas['Share'];
export type Instrument = Schemas['Instrument'];
