import { readFile } from 'node:fs/promises';
import { readSource, type SourceDocument } from '@duban/documents';
import { accept, refuse, type Decision } from '@duban/domain';
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

/**
 * The bytes of a file that a person named.
 * @throws BadInput that names the file and the reason (exit code 2)
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  const bytes = await tryBytes(path);
  if (!bytes.ok) throw new BadInput(`${path}：${refusalText(bytes.refusal)}`);
  return bytes.value;
}

async function tryRead(path: string): Promise<Decision<SourceDocument>> {
  const bytes = await tryBytes(path);
  return bytes.ok ? readSource(bytes.value, path.split('/').at(-1) ?? path) : bytes;
}

async function tryBytes(path: string): Promise<Decision<Uint8Array>> {
  try {
    return accept(await readFile(path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return refuse('DOCUMENT.NOT_FOUND');
    if (code === 'EISDIR') return refuse('DOCUMENT.IS_FOLDER');
    throw error;
  }
}
