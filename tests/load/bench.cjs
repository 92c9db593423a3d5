// `npm run bench -- [--json] [--only a,b] [--peer [FOLDER]]`: see main.ts. Sources are loaded as they are, without a build.
'use strict';

const { spawn } = require('node:child_process');

if (!process.execArgv.includes('--conditions=development')) {
  const child = spawn(
    process.execPath,
    ['--conditions=development', '--no-warnings', ...process.execArgv, __filename, ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 1));
} else {
  require('../support/servers/typescript-hook.cjs');
  require('./main.ts')
    .main(process.argv.slice(2))
    .then(
      (code) => process.exit(code),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
}
