import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { documentRefusals } from '@duban/wording';
import { strToU8, zipSync } from 'fflate';
import { readSource } from '../read-source';
import { readSourceInProcess } from './read-in-process';

const ROOT = join(__dirname, '../../../../..');
const CORPUS = join(ROOT, 'tests/fixtures/documents');
let folder = '';

// The child is the compiled package; building it when it is up to date takes a moment.
beforeAll(() => {
  execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-b', join(ROOT, 'libs/documents')], {
    stdio: 'pipe',
  });
  folder = mkdtempSync(join(tmpdir(), 'duban-hostile-'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const word = (body: string): Uint8Array => strToU8(`<w:document ${WORD}><w:body>${body}</w:body></w:document>`);

/** A zip whose one entry declares a size of its own choosing. */
function lyingZip(name: string, content: Uint8Array, declared: number): Uint8Array {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30 + name.length);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(declared, 22);
  local.writeUInt16LE(name.length, 26);
  local.write(name, 30);
  const central = Buffer.alloc(46 + name.length);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(declared, 24);
  central.writeUInt16LE(name.length, 28);
  central.write(name, 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, central, end]);
}

const BOMB_MB = 200;
const zeros = new Uint8Array(BOMB_MB * 1024 * 1024);

test('a zip bomb that declares its size is refused before anything is unpacked', () => {
  const bomb = lyingZip('word/document.xml', zeros, zeros.length);
  expect(bomb.length).toBeLessThan(300_000);
  expect(readSource(bomb, 'bomb.docx')).toMatchObject({ ok: false, refusal: { code: 'DOCUMENT.TOO_LARGE' } });
});

test('a zip bomb that lies about its size is stopped while it is unpacked', () => {
  expect(readSource(lyingZip('word/document.xml', zeros, 10), 'bomb.docx')).toMatchObject({
    ok: false,
    refusal: { code: 'DOCUMENT.TOO_LARGE' },
  });
  const sheet = lyingZip('xl/workbook.xml', zeros, 10);
  expect(readSource(sheet, 'bomb.xlsx')).toMatchObject({ ok: false, refusal: { code: 'DOCUMENT.TOO_LARGE' } });
});

test('60,000 entries are refused by the count alone', () => {
  const parts: Record<string, Uint8Array> = { 'word/document.xml': word('<w:p/>') };
  for (let i = 0; i < 60_000; i++) parts[`x/${i}`] = new Uint8Array(0);
  const started = performance.now();
  const bytes = zipSync(parts, { level: 0 });
  const built = performance.now() - started;
  const answer = readSource(bytes, 'many.docx');
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'DOCUMENT.TOO_MANY_ENTRIES', params: { entries: 60_001 } } });
  expect(performance.now() - started - built).toBeLessThan(1_000);
});

test('external entities and document types are refused in Word and in Excel parts', () => {
  const xml = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>';
  const book = zipSync({ 'xl/workbook.xml': strToU8('<workbook/>'), 'xl/worksheets/sheet1.xml': strToU8(xml) });
  expect(readSource(book, 'lol.xlsx')).toMatchObject({ ok: false, refusal: { code: 'DOCUMENT.FORBIDDEN_XML' } });
});

test('XML nested without end is refused', () => {
  const deep = '<w:p>'.repeat(100_000);
  expect(readSource(zipSync({ 'word/document.xml': word(deep) }), 'deep.docx')).toMatchObject({
    ok: false,
    refusal: { code: 'DOCUMENT.TOO_DEEP' },
  });
});

test('a sound file read in its own process gives the same as read here', async () => {
  const path = join(CORPUS, 'sheet-template.xlsx');
  const answer = await readSourceInProcess(path);
  expect(answer).toEqual(readSource(readFileSync(path), 'sheet-template.xlsx'));
});

test('a refusal comes through the process, and the name to show may differ from the path', async () => {
  expect(await readSourceInProcess(join(CORPUS, 'refused-scan.pdf'))).toMatchObject({ refusal: { code: 'DOCUMENT.PDF' } });
  const named = await readSourceInProcess(join(CORPUS, 'report-four-parts.txt'), {}, '关于报送…的报告（终稿）.txt');
  expect(named).toMatchObject({ ok: true, value: { fileName: '关于报送…的报告（终稿）.txt' } });
  expect(await readSourceInProcess(join(folder, 'nothing.txt'))).toMatchObject({ refusal: { code: 'DOCUMENT.NOT_FOUND' } });
});

test('a reading that takes too long is stopped, and the user gets a sentence', async () => {
  const path = file('slow.txt', Buffer.from('一、慢\n'.repeat(10)));
  const answer = await readSourceInProcess(path, { seconds: 0.005 });
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'DOCUMENT.TOO_SLOW' } });
  expect(documentRefusals['DOCUMENT.TOO_SLOW']?.({ seconds: 20 })).toContain('20 秒');
});

test('a reading that needs too much memory ends its own process only', async () => {
  const paragraph = `<w:p><w:r><w:t>${'法治政府建设'.repeat(20)}</w:t></w:r></w:p>`;
  const path = file('large.docx', zipSync({ 'word/document.xml': word(paragraph.repeat(60_000)) }));
  const answer = await readSourceInProcess(path, { memoryMb: 16, seconds: 60 });
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'DOCUMENT.TOO_MUCH_MEMORY' } });
}, 90_000);

test('a date cell is the same day whatever zone the process is in', () => {
  const script = `
    const { readSource, importPlan } = require(process.argv[1]);
    const source = readSource(require('node:fs').readFileSync(process.argv[2]), 'a.xlsx');
    console.log(importPlan(source.value, { year: 2026 }).value.rows.map((row) => row.deadline.date).join());`;
  const days = ['UTC', 'Asia/Shanghai', 'America/New_York'].map((zone) =>
    execFileSync(
      process.execPath,
      ['-e', script, join(ROOT, 'libs/documents/dist/index.js'), join(CORPUS, 'sheet-dates-1900.xlsx')],
      {
        env: { TZ: zone },
        encoding: 'utf8',
      },
    ).trim(),
  );
  expect(days).toEqual(['2026-06-30,2026-12-31', '2026-06-30,2026-12-31', '2026-06-30,2026-12-31']);
});
