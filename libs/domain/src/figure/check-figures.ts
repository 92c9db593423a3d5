import type { SourceLine } from './extract-figures';
import type { FigureCheckResult, FigureFinding, Findings, Verified } from './finding';
import { type Passage, readPassages } from './passage';
import { checkCalendar } from './rules/calendar';
import { checkChanges } from './rules/change';
import { checkComplements } from './rules/complement';
import { checkCompletion } from './rules/completion';
import { checkDifferences } from './rules/difference';
import { checkEnumerations } from './rules/enumeration';
import { checkLostCharacters } from './rules/lost-characters';
import { checkParts } from './rules/parts';
import { checkProducts } from './rules/product';
import { checkRatios } from './rules/ratio';
import { checkRepeats } from './rules/repeat';
import { checkSharesOfWhole } from './rules/share-of-whole';
import { checkShares } from './rules/share';
import { checkUnits } from './rules/unit';

const RULES: readonly ((passages: readonly Passage[]) => Findings)[] = [
  checkParts,
  checkRatios,
  checkSharesOfWhole,
  checkComplements,
  checkDifferences,
  checkChanges,
  checkProducts,
  checkCompletion,
  checkShares,
  checkUnits,
  checkCalendar,
  checkLostCharacters,
  checkRepeats,
  checkEnumerations,
];

/**
 * Recomputes what a text claims of its own figures (design section 9, `FigureCheck`). `verified` are the claims that hold;
 * a finding is an `error` only where the text contradicts itself, and a `doubt` where a person must look.
 */
export function checkFigures(lines: readonly SourceLine[]): FigureCheckResult {
  const passages = readPassages(lines);
  const found = RULES.map((rule) => rule(passages));
  return {
    verified: onceEach(found.flatMap((f) => f.verified)).sort((a, b) => a.line - b.line),
    findings: withoutRepeats(found.flatMap((f) => f.findings)).sort((a, b) => a.line - b.line),
  };
}

/** A claim that two rules confirm (what is done and what is open make the whole; the whole less the done is open) counts once. */
function onceEach(verified: readonly Verified[]): Verified[] {
  return verified.filter((one, at) => verified.findIndex((other) => other.line === one.line && other.claim === one.claim) === at);
}

/** A doubt about a unit says nothing more where an error of the same line already quotes the same words. */
function withoutRepeats(findings: readonly FigureFinding[]): FigureFinding[] {
  return findings.filter(
    (one, at) =>
      !findings.some(
        (other, position) =>
          other !== one &&
          other.line === one.line &&
          other.rule === one.rule &&
          (other.severity === 'error' || position < at) &&
          (one.severity === 'doubt' || other.claim === one.claim) &&
          other.claim.includes(one.claim),
      ),
  );
}
