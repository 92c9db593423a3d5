import { installTemporalRuntime } from '@duban/temporal';
import type { Logger } from 'pino';

/** Temporal's lines in the log of the process. Nest alone owns the signals. */
export function installRuntime(log: Logger): void {
  installTemporalRuntime((level, message, meta) => {
    log[level](meta, message);
  });
}
