import { v7 } from 'uuid';

/** UUIDv7: ids sort by the time at which they were made, so indexes grow at their end. */
export const newId = (): string => v7();
