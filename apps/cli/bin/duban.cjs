#!/usr/bin/env node
// The `duban` command of a checkout. It builds what is older than its sources, then runs the built program in this process.
'use strict';

// Nothing of ours may depend on the machine's zone; a day is always reckoned in Asia/Shanghai by rule.
process.env.TZ = 'UTC';

const { buildIfStale } = require('./build-if-stale.cjs');

const [name] = process.argv.slice(2);
// DUBAN_BUILT=1: the caller has built already (tests that start many processes; the production image, which has no sources).
if (process.env.DUBAN_BUILT !== '1') {
  const built = buildIfStale({ withPages: name === 'start' });
  if (!built) process.exit(1);
}

require('../dist/main.js')
  .main(process.argv.slice(2))
  .then((code) => {
    process.exitCode = code;
  });
