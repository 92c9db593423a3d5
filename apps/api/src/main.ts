import pino from 'pino';
import { databaseClock, folderFileStore, machineClock } from '@duban/application';
import { connectDatabase } from '@duban/database';
import { readConfig } from './config';
import { createApi } from './create-api';

async function main(): Promise<void> {
  const config = readConfig();
  const log = pino({ level: 'info' });
  const database = await connectDatabase({ url: config.databaseUrl, poolSize: config.poolSize });
  const api = await createApi({
    deps: { database, clock: databaseClock, machine: machineClock, files: folderFileStore(config.filesFolder) },
    webFolder: config.webFolder,
    secret: config.secret,
    anchorsFolder: config.anchorsFolder,
    secureCookie: config.behindTls,
    trustedProxies: config.trustedProxies,
    log,
  });
  const stop = (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping');
    api
      .close()
      .then(() => database.destroy())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'could not stop in order');
          process.exit(1);
        },
      );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const port = await api.listen(config.port, config.host);
  log.info({ port }, 'listening');
}

main().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exit(1);
});
