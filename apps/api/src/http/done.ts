import { object, oneOf } from './views';

/** The answer of what has nothing more to say. */
export const doneView = object('Done', { done: oneOf('yes') });
