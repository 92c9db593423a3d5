import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';

/** Workers of tests start and stop by the dozen: only errors are worth a line. Call it before any environment is made. */
export function quietRuntime(): void {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
  });
}
