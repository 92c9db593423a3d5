import { makeTelemetryFilterString, Runtime, type LogLevel } from '@temporalio/worker';

export type RuntimeLogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

const LEVELS: Readonly<Record<LogLevel, RuntimeLogLevel>> = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'debug',
  WARN: 'warn',
  ERROR: 'error',
};

/** Sends the lines of the SDK and its core to `write`, and leaves the process's signals to whoever calls this. Once, at start. */
export function installTemporalRuntime(write: (level: RuntimeLogLevel, message: string, meta: object) => void): void {
  const at =
    (level: RuntimeLogLevel) =>
    (message: string, meta?: object): void =>
      write(level, message, meta ?? {});
  Runtime.install({
    logger: {
      log: (level, message, meta) => write(LEVELS[level], message, meta ?? {}),
      trace: at('trace'),
      debug: at('debug'),
      info: at('debug'),
      warn: at('warn'),
      error: at('error'),
    },
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
    },
    shutdownSignals: [],
  });
}
