import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentWritingRefusals } from '@duban/wording';
import { renderPdf } from './render-pdf';
import { writeReportDocx } from './report-docx';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'duban-pdf-spec-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const installed = (() => {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

it('refuses in Chinese where LibreOffice is not installed', async () => {
  const path = join(folder, 'a.docx');
  writeFileSync(path, 'x');
  const answer = await renderPdf(path, { searchPath: folder });
  expect(answer).toEqual({ ok: false, refusal: { code: 'DOCUMENT.NO_PDF_PROGRAM', params: {} } });
  expect(documentWritingRefusals['DOCUMENT.NO_PDF_PROGRAM']?.({})).toContain('没有安装 LibreOffice');
});

it('refuses a file that is not there', async () => {
  expect(await renderPdf(join(folder, 'none.docx'))).toMatchObject({ refusal: { code: 'DOCUMENT.PDF_NO_SOURCE' } });
});

it('refuses when the program makes nothing or does not end', async () => {
  const path = join(folder, 'b.docx');
  writeFileSync(path, 'x');
  expect(await renderPdf(path, { program: '/bin/true' })).toMatchObject({ refusal: { code: 'DOCUMENT.PDF_FAILED' } });
  const stuck = join(folder, 'stuck');
  writeFileSync(stuck, '#!/bin/sh\nexec sleep 30\n', { mode: 0o755 });
  expect(await renderPdf(path, { program: stuck, limitSeconds: 0.2 })).toMatchObject({
    refusal: { code: 'DOCUMENT.PDF_TOO_SLOW', params: { seconds: 0.2 } },
  });
});

(installed ? it : it.skip)(
  'sets 22 lines of 28 characters on a page',
  async () => {
    const path = join(folder, 'grid.docx');
    // A title line, the line below it, and a text that fills the rest of two pages to the last character, with names and date on
    // the third.
    const text = '国'.repeat(28 * (22 + 22 - 2) - 2);
    const signature = { names: ['示例局'], sealed: false };
    const content = { title: '字数', opening: [{ text }], sections: [], signature, date: '2026-02-28' };
    const pages = async (more: string) => {
      writeFileSync(path, await writeReportDocx({ ...content, opening: [{ text: text + more }] }));
      const pdf = await renderPdf(path);
      if (!pdf.ok) throw new Error(pdf.refusal.code);
      expect(Buffer.from(pdf.value.subarray(0, 5)).toString()).toBe('%PDF-');
      return Buffer.from(pdf.value)
        .toString('latin1')
        .match(/\/Type\s*\/Page\b/g)?.length;
    };
    expect(await pages('')).toBe(3);
    // 20 more lines fill the third page with the blank line, name and date; one more needs a fourth.
    expect(await pages('国'.repeat(28 * 19))).toBe(3);
    expect(await pages('国'.repeat(28 * 19 + 1))).toBe(4);
  },
  60_000,
);
