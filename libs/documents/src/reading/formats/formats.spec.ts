import { dayOfSerial } from './serial-day';
import { decodeText } from './text';
import { formatNumber } from './word-numbering';
import { unescapeXml, walkXml } from './xml';

test.each([
  [46112, '2026-03-31'],
  [46203, '2026-06-30'],
  [46387, '2026-12-31'],
  [46203.99, '2026-06-30'],
  [1, '1900-01-01'],
  [59, '1900-02-28'],
  [60, null], // 29 February 1900 never was
  [61, '1900-03-01'],
  [0, null],
])('serial %s of the 1900 system is %s', (serial, day) => {
  expect(dayOfSerial(serial, false)).toBe(day);
});

test('the 1904 system counts from 1 January 1904', () => {
  expect(dayOfSerial(0, true)).toBe('1904-01-01');
  expect(dayOfSerial(46203 - 1462, true)).toBe('2026-06-30');
});

test.each([
  ['chineseCountingThousand', 1, '一'], ['chineseCountingThousand', 10, '十'], ['chineseCountingThousand', 11, '十一'], ['chineseCountingThousand', 20, '二十'],
  ['chineseCountingThousand', 43, '四十三'], ['chineseCountingThousand', 102, '一百零二'], ['japaneseCounting', 21, '二十一'],
  ['chineseLegalSimplified', 5, '伍'], ['chineseLegalSimplified', 11, '壹拾壹'], ['decimalEnclosedCircle', 20, '⑳'], ['decimalEnclosedParen', 3, '⑶'],
  ['upperRoman', 14, 'XIV'], ['lowerLetter', 27, 'aa'], ['decimalFullWidth', 12, '１２'], ['decimalZero', 7, '07'], ['ideographTraditional', 3, '丙'], ['unheardOf', 8, '8'],
])('%s %d is %s', (format, n, shown) => {
  expect(formatNumber(n, format)).toBe(shown);
}); // prettier-ignore

test('entities: the five built-in and numeric ones, nothing else', () => {
  expect(unescapeXml('&lt;&amp;&gt;&quot;&apos;&#x4e00;&#19968;&nbsp;&#0;')).toBe('<&>"\'一一&nbsp;&#0;');
});

test('an attribute may hold a >, a comment a <, a CDATA section both', () => {
  const seen: string[] = [];
  const walked = walkXml('<a x="1>2"><!-- <b> --><![CDATA[<c>]]><d/></a>', {
    open: (name, attributes) => seen.push(`<${name} ${attributes['x'] ?? ''}`),
    close: (name) => seen.push(`/${name}`),
    text: (text) => seen.push(text),
  });
  expect(walked.ok).toBe(true);
  expect(seen).toEqual(['<a 1>2', '<c>', '<d ', '/d', '/a']);
});

test.each(['<a><b></a></b>', '<a>', '<a x="1></a>', '<a></a></b>'])('%s is damaged', (xml) => {
  expect(walkXml(xml, { open: () => undefined, close: () => undefined, text: () => undefined })).toMatchObject({
    ok: false,
    refusal: { code: 'DOCUMENT.DAMAGED' },
  });
});

test('plain ASCII is UTF-8 and sure; a lone GBK word is read as GB18030', () => {
  expect(decodeText(Buffer.from('No. 1, 2026'))).toMatchObject({ ok: true, value: { encoding: 'utf-8', unsure: false } });
  expect(decodeText(Buffer.from([0xb7, 0xa8, 0xd6, 0xce]))).toMatchObject({
    ok: true,
    value: { encoding: 'gb18030', text: '法治' },
  });
});
