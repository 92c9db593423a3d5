import { openStage } from './stage';
import { measureStorms } from './storm';
export async function main(args: readonly string[]): Promise<number> {
  const stage = await openStage((s) => console.error(s));
  try {
    console.log(JSON.stringify(await measureStorms(stage, args.length ? args.map(Number) : [5000, 50000]), null, 1));
  } finally {
    await stage.close();
  }
  return 0;
}
