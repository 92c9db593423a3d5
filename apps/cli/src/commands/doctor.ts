import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { canListen, findPostgresBinaries } from '@duban/database';
import { findProgram, locateTemporalProgram, runProgram } from '@duban/temporal';
import { defaultPorts } from '../default-ports';

/** What one check found. `missing` stops a first look; `absent` only takes away what the line names. */
interface Finding {
  subject: string;
  state: 'present' | 'missing' | 'absent';
  detail: string;
}

const usage = `用法：duban doctor [--port 端口]

检查本机是否具备运行督办所需的程序，逐项说明缺什么、影响什么、怎样补齐。只查看，不下载，不改动。
  --port  网页服务要用的端口，默认 ${defaultPorts.pages}`;

/** `duban doctor`: what this machine has of what Duban needs. Exit code 1 when something needed is missing. */
export async function run(args: string[]): Promise<number> {
  const wish = readArguments(args);
  if (wish === 'help') {
    console.log(usage);
    return 0;
  }
  if (wish === 'wrong') {
    console.error(usage);
    return 2;
  }
  const findings = await Promise.all([
    node(),
    postgres(),
    temporal(),
    java(),
    maven(),
    port(wish.port),
    browser(),
    office(),
    fonts(),
  ]);
  const signs: Record<Finding['state'], string> = { present: '✓', missing: '✗', absent: '－' };
  for (const { subject, state, detail } of findings) console.log(`${signs[state]} ${subject}：${detail}`);
  const missing = findings.filter(({ state }) => state === 'missing').length;
  const absent = findings.filter(({ state }) => state === 'absent').length;
  console.log('');
  if (missing > 0) console.log(`有 ${missing} 项必需的没有具备，请按上面的提示补齐。`);
  else if (absent > 0) console.log(`必需的都已具备；有 ${absent} 项可选的没有，影响见上。`);
  else console.log('全部具备。');
  return missing > 0 ? 1 : 0;
}

function readArguments(args: string[]): { port: number } | 'help' | 'wrong' {
  try {
    const { values } = parseArgs({ args, options: { port: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
    if (values.help) return 'help';
    const wanted = values.port === undefined ? defaultPorts.pages : Number(values.port);
    return Number.isInteger(wanted) && wanted > 0 && wanted < 65_536 ? { port: wanted } : 'wrong';
  } catch {
    return 'wrong';
  }
}

async function node(): Promise<Finding> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isEnough = major > 20 || (major === 20 && minor >= 19);
  return Promise.resolve({
    subject: 'Node.js',
    state: isEnough ? 'present' : 'missing',
    detail: isEnough ? process.versions.node : `${process.versions.node}，需要 20.19 或更新版本`,
  });
}

async function postgres(): Promise<Finding> {
  const subject = '内置数据库 PostgreSQL';
  try {
    return { subject, state: 'present', detail: `${(await findPostgresBinaries()).major}` };
  } catch (error) {
    return { subject, state: 'missing', detail: (error as Error).message };
  }
}

async function temporal(): Promise<Finding> {
  const subject = 'Temporal 服务器';
  const address = process.env['TEMPORAL_ADDRESS'];
  if (address) return { subject, state: 'present', detail: `由 TEMPORAL_ADDRESS 指明：${address}` };
  const found = await locateTemporalProgram();
  if (found) return { subject, state: 'present', detail: found.path };
  const go = await findProgram('go', ['/usr/local/go/bin']);
  return go
    ? { subject, state: 'absent', detail: '本机还没有，第一次启动时会自动下载或编译（约三分钟）' }
    : { subject, state: 'absent', detail: '本机还没有，第一次启动时会自动下载；下载不到时需要安装 Go 以便编译' };
}

async function java(): Promise<Finding> {
  const subject = 'Java（推演一年、测试）';
  const folders = process.env['JAVA_HOME'] ? [join(process.env['JAVA_HOME'], 'bin')] : [];
  const [program, compiler] = await Promise.all([findProgram('java', folders), findProgram('javac', folders)]);
  if (!program || !compiler)
    return { subject, state: 'absent', detail: '没有，duban demo 与测试不能运行：请安装 JDK 17 或更新版本' };
  const { output } = await runProgram(program, ['-version'], { limitMs: 20_000 });
  const version = /version "([^"]+)"/.exec(output)?.[1] ?? '';
  const major = Number.parseInt(version, 10);
  return major >= 17
    ? { subject, state: 'present', detail: version }
    : { subject, state: 'absent', detail: `${version} 过旧，duban demo 与测试不能运行：请安装 JDK 17 或更新版本` };
}

async function maven(): Promise<Finding> {
  const program = await findProgram('mvn');
  return {
    subject: 'Maven（推演一年、测试）',
    state: program ? 'present' : 'absent',
    detail: program ?? '没有，第一次推演时取不到时间服务器：请安装 Maven',
  };
}

async function port(wanted: number): Promise<Finding> {
  const isFree = await canListen(wanted);
  return {
    subject: `端口 ${wanted}`,
    state: isFree ? 'present' : 'missing',
    detail: isFree ? '空闲' : '已被其他程序占用：请停止占用它的程序，或另选端口',
  };
}

async function browser(): Promise<Finding> {
  const program =
    (await findProgram('chromium')) ?? (await findProgram('google-chrome')) ?? (await findProgram('chromium-browser'));
  return {
    subject: 'Chromium 浏览器（页面测试）',
    state: program ? 'present' : 'absent',
    detail: program ?? '没有，页面测试不能运行：请安装 chromium',
  };
}

async function office(): Promise<Finding> {
  const program = (await findProgram('soffice')) ?? (await findProgram('libreoffice'));
  return {
    subject: 'LibreOffice（导出 PDF）',
    state: program ? 'present' : 'absent',
    detail: program ?? '没有，不能导出 PDF：请安装 LibreOffice',
  };
}

async function fonts(): Promise<Finding> {
  const subject = '中文字体';
  const list = await findProgram('fc-list');
  const has = list ? (await runProgram(list, [':lang=zh', 'family'], { limitMs: 20_000 })).output.trim() !== '' : false;
  return has
    ? { subject, state: 'present', detail: '已安装' }
    : { subject, state: 'absent', detail: '没有找到，截图与 PDF 里的汉字会缺：请安装 fonts-noto-cjk' };
}
