import { CHARACTER_PITCH, TEXT_WIDTH } from './official-page';
import { signatureLines } from './signature-block';
import { widthOnGrid } from './text-width';

/** Where each line begins and ends, in characters from the left of the text area. */
const placed = (names: string[], sealed: boolean, date?: string) =>
  signatureLines({ names, sealed }, date).map((line) => {
    const end = (TEXT_WIDTH - line.rightIndent) / CHARACTER_PITCH;
    return { text: line.text, start: end - widthOnGrid(line.text) / CHARACTER_PITCH, end };
  });
const WIDTH = TEXT_WIDTH / CHARACTER_PITCH;

it('with a seal the date ends 4 characters from the right and the name is centred on it', () => {
  const [name, date] = placed(['示例区政府'], true, '2026-02-28');
  expect(date?.text).toBe('2026年2月28日');
  expect(WIDTH - (date?.end ?? 0)).toBeCloseTo(4, 1);
  expect((name!.start + name!.end) / 2).toBeCloseTo((date!.start + date!.end) / 2, 1);
});

it('with a seal a name wider than that stays 2 characters inside and the date moves under its middle', () => {
  const [name, date] = placed(['中共示例县委全面依法治县委员会办公室'], true, '2026-02-28');
  expect(WIDTH - name!.end).toBeCloseTo(2, 1);
  expect((name!.start + name!.end) / 2).toBeCloseTo((date!.start + date!.end) / 2, 1);
});

it('without a seal the name ends 2 characters from the right and the date begins 2 characters after it', () => {
  const [name, date] = placed(['示例区人民政府办公室'], false, '2026-02-28');
  expect(WIDTH - name!.end).toBeCloseTo(2, 1);
  expect(date!.start - name!.start).toBeCloseTo(2, 1);
});

it('without a seal a date longer than the name ends 2 characters from the right and the name moves left', () => {
  const [name, date] = placed(['某局'], false, '2026-02-28');
  expect(WIDTH - date!.end).toBeCloseTo(2, 1);
  expect(date!.start - name!.start).toBeCloseTo(2, 1);
});

it('two names stand under each other, and an unknown date leaves room to write it', () => {
  const lines = signatureLines({ names: ['中共示例区委', '示例区人民政府'], sealed: false }, undefined);
  expect(lines.map((line) => line.text)).toEqual(['中共示例区委', '示例区人民政府', '　　　　年　　月　　日']);
  expect(lines.map((line) => line.linesBefore)).toEqual([1, 0, 0]);
  const [first, second] = placed(['中共示例区委', '示例区人民政府'], false);
  expect(first!.start).toBeCloseTo(second!.start, 1);
});
