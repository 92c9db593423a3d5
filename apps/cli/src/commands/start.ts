import { BadInput } from '../bad-input';
import { defaultPorts } from '../default-ports';
import { readOptions } from '../options';
import { dataFolderOf } from '../running-system';
import { startEverything } from '../start/start-everything';

const USAGE = '用法：duban start [--data 数据文件夹] [--port 端口]\n数据文件夹默认为 data（也可用环境变量 DUBAN_DATA 指定）';

/** Starts the whole of Duban on this machine, and keeps it running until Ctrl-C. */
export async function run(args: string[]): Promise<number> {
  const read = readOptions(args, { data: { type: 'string' }, port: { type: 'string' } }, USAGE);
  if (!read) return 0;
  const port = Number(read.values['port'] ?? defaultPorts.pages);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new BadInput(`端口应为1到65535之间的数字。\n${USAGE}`);
  return startEverything({
    dataFolder: dataFolderOf(read.values['data']),
    port,
    say: (sentence) => console.log(sentence),
  });
}
