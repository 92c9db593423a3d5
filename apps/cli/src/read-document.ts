import { readFile } from 'node:fs/promises';
import { readSource, type SourceDocument } from '@duban/documents';
import { refuse, type Decision } from '@duban/domain';
import { refusalText } from '@duban/wording';
import { BadInput } from './bad-input';

/**
 * Reads a file that a person named.
 * @throws BadInput that names the file and the reason (exit code 2)
 */
export async function readDocument(path: string): Promise<SourceDocument> {
  const source = await tryRead(path);
  if (!source.ok) throw new BadInput(`${path}：${refusalText(source.refusal)}`);
  return source.value;
}

async function tryRead(path: string): Promise<Decision<SourceDocument>> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return refuse('DOCUMENT.NOT_FOUND');
    if (code === 'EISDIR') return refuse('DOCUMENT.IS_FOLDER');
    throw error;
  }
  return readSource(bytes, path.split('/').at(-1) ?? path);
}
