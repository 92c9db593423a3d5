import type { CaseEvidence } from './read-people';

/** What a case file is made of, besides the chain and the files themselves. */
export interface CaseMaterial {
  readonly title: string;
  readonly kind: 'task' | 'instrument';
  readonly content: object;
  /** What a person finds on the first page. */
  readonly contents: readonly { readonly heading: string; readonly lines: readonly string[] }[];
  readonly evidence: readonly CaseEvidence[];
  readonly eventIds: readonly string[];
  /** Instruments whose papers belong to the case. */
  readonly instrumentIds: readonly string[];
}
