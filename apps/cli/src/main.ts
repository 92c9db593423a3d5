import type { Command, CommandEntry } from './command';

/**
 * Every command, loaded only when it is called, so that `outline` does not wait for Temporal's libraries. To add one: a file in
 * commands/ that exports `run`, and a line here.
 */
export const commands: Readonly<Record<string, CommandEntry>> = {
  start: { summary: '启动整个系统', load: lazily(() => require('./commands/start') as Command) },
  demo: { summary: '由一份报告生成下年度计划并推演一整年', load: lazily(() => require('./commands/demo') as Command) },
  replay: { summary: '把一份真实报告装入数据库，汇总后重新写出', load: lazily(() => require('./commands/replay') as Command) },
  outline: { summary: '读取要点或报告的提纲', load: lazily(() => require('./commands/outline') as Command) },
  check: { summary: '核校报告中的数据', load: lazily(() => require('./commands/check') as Command) },
  import: { summary: '把要点、报告或台账读成导入草稿', load: lazily(() => require('./commands/import') as Command) },
  export: { summary: '把一份计划写成公开数据', load: lazily(() => require('./commands/export') as Command) },
  day: { summary: '推算工作日和期限', load: lazily(() => require('./commands/day') as Command) },
  calendar: { summary: '核对、载入年度放假安排', load: lazily(() => require('./commands/calendar') as Command) },
  rehearse: { summary: '印发前推演一份计划的全年督办', load: lazily(() => require('./commands/rehearse') as Command) },
  verify: { summary: '核验操作记录是否被改动', load: lazily(() => require('./commands/verify') as Command) },
  reconcile: { summary: '让时钟与台账对齐', load: lazily(() => require('./commands/reconcile') as Command) },
  migrate: { summary: '更新数据库结构（正式部署用）', load: lazily(() => require('./commands/migrate') as Command) },
  setup: { summary: '设立第一个辖区和系统管理员（正式部署用）', load: lazily(() => require('./commands/setup') as Command) },
  doctor: { summary: '检查本机环境是否齐备', load: lazily(() => require('./commands/doctor') as Command) },
};

/** `require`, not `import()`: the latter needs a file name with an ending, which differs between the sources and the build. */
function lazily(load: () => Command): () => Promise<Command> {
  return () => Promise.resolve().then(load);
}

/**
 * Runs one command line.
 * @returns the exit code
 */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(help());
    return name === undefined ? 2 : 0;
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!entry) {
    console.error(`没有“${name}”这个命令。\n\n${help()}`);
    return 2;
  }
  try {
    return await (await entry.load()).run(rest);
  } catch (error) {
    return report(error);
  }
}

/** A problem that a person can solve carries its exit code and one sentence; anything else is a bug and shows its stack. */
function report(error: unknown): number {
  const exitCode = (error as { exitCode?: unknown } | undefined)?.exitCode;
  if (error instanceof Error && typeof exitCode === 'number') {
    console.error(error.message);
    return exitCode;
  }
  console.error('程序出错，请把下面的内容告诉维护人员：');
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  return 1;
}

function help(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    '督办：法治政府建设督办系统',
    '',
    '用法：duban <命令> [参数]',
    '',
    '命令：',
    ...lines,
    '',
    '各命令的参数：duban <命令> --help',
  ].join('\n');
}
