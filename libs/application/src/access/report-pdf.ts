import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Decision } from '@duban/domain';
import { renderPdf } from '@duban/documents';

/** A PDF of a .docx by LibreOffice; refused with a sentence where it is not installed. */
export async function pdfOf(docx: Uint8Array): Promise<Decision<Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), 'duban-report-pdf-'));
  try {
    const path = join(folder, 'report.docx');
    await writeFile(path, docx, { mode: 0o600 });
    return await renderPdf(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
