/** Ports of 127.0.0.1 that `duban start` takes when none are named. PostgreSQL and Temporal take free ones. */
export const defaultPorts = { pages: 3000 } as const;
