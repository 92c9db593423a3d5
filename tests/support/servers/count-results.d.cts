interface JestResult {
  testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[];
}
interface Count {
  passed: number;
  failed: number;
  failures: string[];
  skipped: string[];
}
export function countResults(result: JestResult): Count;
