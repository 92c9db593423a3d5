import { type Decision } from '@duban/domain';
import { readTextSource } from './formats/text-source';
import { type SourceDocument } from './source';

export function readSource(bytes: Uint8Array, fileName: string): Decision<SourceDocument> {
  return readTextSource(bytes, fileName);
}
