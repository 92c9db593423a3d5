import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { checkFigures } from './check-figures';

const paragraphs = (name: string): string[] =>
  readFileSync(join(__dirname, '../../../../tests/fixtures/figures', `${name}.txt`), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
const SOUND = paragraphs('sound');
const CONTRADICTORY = paragraphs('contradictory');
const DOUBTFUL = paragraphs('doubtful');

const findingsOf = (texts: readonly string[]) => checkFigures(texts.map((text, at) => ({ line: at + 1, text }))).findings;
const errorsOf = (texts: readonly string[]) => findingsOf(texts).filter((f) => f.severity === 'error');

test.each(SOUND)('sound: %s', (text) => {
  expect(errorsOf([text])).toEqual([]);
});

test.each(CONTRADICTORY)('contradictory: %s', (text) => {
  expect(errorsOf([text]).length).toBeGreaterThan(0);
});

test.each(DOUBTFUL)('to be asked: %s', (text) => {
  const findings = findingsOf([text]);
  expect(findings.length).toBeGreaterThan(0);
  expect(errorsOf([text])).toEqual([]);
});

test('most sound paragraphs have something that was verified', () => {
  const verified = SOUND.filter((text) => checkFigures([{ line: 1, text }]).verified.length > 0);
  expect(verified.length).toBeGreaterThan(SOUND.length * 0.5);
});

test('a contradiction between sound paragraphs is found on its own line and nowhere else', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...SOUND], { minLength: 3, maxLength: 12 }),
      fc.constantFrom(...CONTRADICTORY),
      fc.nat(),
      (sound, wrong, seed) => {
        const at = seed % (sound.length + 1);
        const lines = [...sound.slice(0, at), wrong, ...sound.slice(at)];
        // Paragraphs of different reports may tell of the whole county twice; only what one paragraph says is judged here.
        const errors = errorsOf(lines).filter((f) => f.rule !== 'repeat');
        expect([...new Set(errors.map((f) => f.line))]).toEqual([at + 1]);
      },
    ),
    { numRuns: 300 },
  );
});
