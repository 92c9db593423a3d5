import type { SourceLine } from './extract-figures';
import type { FigureCheckResult, Findings } from './finding';
import { type Passage, readPassages } from './passage';
import { checkChanges } from './rules/change';
import { checkComplements } from './rules/complement';
import { checkCompletion } from './rules/completion';
import { checkDifferences } from './rules/difference';
import { checkParts } from './rules/parts';
import { checkProducts } from './rules/product';
import { checkRatios } from './rules/ratio';

const RULES: readonly ((passages: readonly Passage[]) => Findings)[] = [
  checkParts,
  checkRatios,
  checkComplements,
  checkDifferences,
  checkChanges,
  checkProducts,
  checkCompletion,
];

/**
 * Recomputes what a text claims of its own figures (design section 9, `FigureCheck`). `verified` are the claims that hold;
 * a finding is an `error` only where the text contradicts itself, and a `doubt` where a person must look.
 */
export function checkFigures(lines: readonly SourceLine[]): FigureCheckResult {
  const passages = readPassages(lines);
  const found = RULES.map((rule) => rule(passages));
  return {
    verified: found.flatMap((f) => f.verified).sort((a, b) => a.line - b.line),
    findings: found.flatMap((f) => f.findings).sort((a, b) => a.line - b.line),
  };
}
