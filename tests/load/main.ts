import { openStage } from './stage';
import { measureStorms } from './storm';
import { measureIssue } from './issue';
import { measureCommands } from './commands';
export async function main(args: readonly string[]): Promise<number> {
  const stage = await openStage((s) => console.error(s));
  try {
    const out: unknown[] = [];
    if (args.includes('storm')) out.push(...(await measureStorms(stage, [5000])));
    if (args.includes('issue')) out.push(await measureIssue(stage));
    if (args.includes('commands')) out.push(...(await measureCommands(stage)));
    console.log(JSON.stringify(out, null, 1));
  } finally {
    await stage.close();
  }
  return 0;
}
