import { parseArgs, type ParseArgsConfig } from 'node:util';
import { BadInput } from './bad-input';

export interface ReadOptions {
  readonly files: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
}

/**
 * Reads the words after a command's name; `--help` prints the usage and gives null.
 * @throws BadInput for an option that the command does not know
 */
export function readOptions(
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
  usage: string,
): ReadOptions | null {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
    throw new BadInput(`参数不对：${(error as Error).message}\n${usage}`);
  }
  const values = parsed.values as Record<string, string | boolean | undefined>;
  if (values['help'] === true) {
    console.log(usage);
    return null;
  }
  return { files: parsed.positionals, values };
}

/** The one file that a command is about. */
export function oneFile(read: ReadOptions, usage: string): string {
  const [file, ...more] = read.files;
  if (file === undefined || more.length > 0) throw new BadInput(`请给出一个文件。\n${usage}`);
  return file;
}
