import type { Decision } from '@duban/domain';
import { detect } from './formats/detect';
import { readTextSource } from './formats/text-source';
import { readWordSource } from './formats/word';
import { readWorkbookSource } from './formats/workbook';
import type { SourceDocument } from './source';

/**
 * Reads a plan, a ledger or a report from its bytes. The content decides the format; the name is kept for showing. Refusals:
 * `DOCUMENT.*` (see `documentRefusals`), each saying what the file should be saved as.
 */
export function readSource(bytes: Uint8Array, fileName: string): Decision<SourceDocument> {
  const content = detect(bytes);
  if (!content.ok) return content;
  switch (content.value.kind) {
    case 'text':
      return readTextSource(bytes, fileName);
    case 'docx':
      return readWordSource(content.value.zip, fileName);
    case 'xlsx':
      return readWorkbookSource(bytes, fileName, content.value.zip);
    case 'xls':
      return readWorkbookSource(bytes, fileName, null);
  }
}
