import type { Anchor } from '../record/anchors';

export const CASE_FILE_SCHEMA = 'duban-case-file/1';

/** Where what stands in a case file. */
export const CASE_PATHS = {
  manifest: 'manifest.json',
  content: 'case.json',
  events: 'events.json',
  contents: '目录.html',
  evidence: 'evidence/',
  papers: 'papers/',
} as const;

export interface ManifestFile {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
}

/** Every file with its hash, and the head of the chain that the events lead to. */
export interface CaseManifest {
  readonly schema: typeof CASE_FILE_SCHEMA;
  readonly title: string;
  readonly files: readonly ManifestFile[];
  readonly head: { readonly position: number; readonly hash: string };
  readonly anchor: Anchor | null;
}
