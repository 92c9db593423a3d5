import type { HostReport } from '@duban/temporal';
import { isReady } from './health-server';

const report = (worker: string, lastGoodAtMs: number | null): HostReport => ({
  worker,
  loops: [{ name: 'relay', passes: 1, lastGoodAtMs, lastError: null, failuresInARow: 0 }],
});

test.each<[string, HostReport | null, boolean]>([
  ['not while Temporal has not been reached', null, false],
  ['not while the worker drains', report('DRAINING', 1_000), false],
  ['not before the relay had a good pass', report('RUNNING', null), false],
  ['not when the relay has been silent for two minutes', report('RUNNING', 1_000 - 2 * 60_000), false],
  ['when the worker runs and the relay tells', report('RUNNING', 900), true],
])('ready: %s', (_name, given, ready) => {
  expect(isReady(given, 1_000)).toBe(ready);
});
