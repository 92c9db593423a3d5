/** A claim of the text that was recomputed and holds. */
export interface Verified {
  readonly rule: FigureRule;
  readonly line: number;
  readonly claim: string;
  readonly arithmetic: string;
}

/** A claim that does not hold (`error`: the text contradicts itself) or that a person must look at (`doubt`). */
export interface FigureFinding {
  readonly rule: FigureRule;
  readonly severity: 'error' | 'doubt';
  readonly line: number;
  readonly claim: string;
  readonly expected: string;
  readonly explain: string;
}

export type FigureRule =
  | 'parts'
  | 'ratio'
  | 'reductionRate'
  | 'complement'
  | 'difference'
  | 'change'
  | 'product'
  | 'average'
  | 'completion'
  | 'share'
  | 'ceiling'
  | 'unit'
  | 'calendar'
  | 'lostCharacter'
  | 'repeat'
  | 'enumeration';

export interface FigureCheckResult {
  readonly verified: readonly Verified[];
  readonly findings: readonly FigureFinding[];
}

/** What one rule found, before the results of all are put in the order of the text. */
export class Findings {
  readonly verified: Verified[] = [];
  readonly findings: FigureFinding[] = [];

  constructor(private readonly rule: FigureRule) {}

  verify(line: number, claim: string, arithmetic: string): void {
    this.verified.push({ rule: this.rule, line, claim, arithmetic });
  }

  report(severity: 'error' | 'doubt', line: number, claim: string, expected: string, explain: string, rule = this.rule): void {
    this.findings.push({ rule, severity, line, claim, expected, explain });
  }
}
