import { countResults } from '../support/servers/count-results.cjs';

const suite = (name: string, status: string, tests: [string, string][]) => ({
  name,
  status,
  assertionResults: tests.map(([fullName, one]) => ({ fullName, status: one })),
});

describe('the count at the end of a run', () => {
  it('counts tests, and a file that could not be run as one failure', () => {
    const count = countResults({
      testResults: [
        suite('a', 'failed', [
          ['one', 'passed'],
          ['two', 'failed'],
          ['three', 'pending'],
        ]),
        suite('b', 'passed', [
          ['four', 'passed'],
          ['five', 'todo'],
        ]),
        suite('c', 'failed', []),
      ],
    });
    expect(count).toEqual({
      passed: 2,
      failed: 2,
      failures: ['two', 'c: the file could not be run'],
      skipped: ['three', 'five'],
    });
  });

  it('counts a file whose tests passed but whose closing failed', () => {
    expect(countResults({ testResults: [suite('d', 'failed', [['six', 'passed']])] })).toEqual({
      passed: 1,
      failed: 1,
      failures: ['d: the file could not be run'],
      skipped: [],
    });
  });
});
