import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';

/** For a program whose reader is a person: Temporal says only what went wrong. Called once, before anything of Temporal's is made. */
export function quietTemporalLogs(): void {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
  });
}
