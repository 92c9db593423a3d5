// Reads jest's JSON result: what passed, what failed, what was left out.
'use strict';

/**
 * A suite that could not run at all, or failed outside its tests, counts as one failure: it has no failed test to stand for it.
 * @returns {{ passed: number, failed: number, failures: string[], skipped: string[] }}
 */
function countResults(result) {
  const count = { passed: 0, failed: 0, failures: [], skipped: [] };
  for (const suite of result.testResults) {
    let failedHere = 0;
    for (const { status, fullName } of suite.assertionResults) {
      if (status === 'passed') count.passed += 1;
      else if (status === 'failed') {
        failedHere += 1;
        count.failures.push(fullName);
      } else if (status !== 'disabled') count.skipped.push(fullName);
    }
    if (failedHere === 0 && suite.status === 'failed') {
      failedHere = 1;
      count.failures.push(`${suite.name}: the file could not be run`);
    }
    count.failed += failedHere;
  }
  return count;
}

module.exports = { countResults };
