import { createHash } from 'node:crypto';
import { packFiles } from '@duban/documents';
import { accept, dayOfInstant, refuse, type Decision } from '@duban/domain';
import { withTransaction, type Tx } from '@duban/database';
import { caseFileWording, caseContentsHtml } from '@duban/wording';
import { instrumentPaper, offeredPapers } from '../access/instrument-papers';
import type { Scope } from '../access/scope';
import type { Deps } from '../kernel/deps';
import type { Anchor } from '../record/anchors';
import { canonicalJson } from '../record/event-hash';
import { readCaseChain } from './case-chain';
import type { CaseMaterial } from './case-material';
import { CASE_FILE_SCHEMA, CASE_PATHS, type CaseManifest } from './case-manifest';
import { readInstrumentCase } from './read-instrument-case';
import { readTaskCase } from './read-task-case';

export interface CaseFile {
  readonly fileName: string;
  readonly content: Uint8Array;
}

/**
 * The case file of a closed task or instrument: the case as canonical JSON, its sealed events with the links of the chain to an
 * anchored head, every piece of evidence under its SHA-256, the papers, a page to read, and a manifest of hashes. The same case
 * gives the same bytes. Null where it is not there for the caller; refused while it is open or an event of it is not sealed yet.
 */
export function caseFile(
  deps: Deps,
  scope: Scope,
  subject: { readonly kind: 'task' | 'instrument'; readonly id: string },
  anchors: readonly Anchor[],
): Promise<Decision<CaseFile> | null> {
  return withTransaction(
    deps.database,
    async (tx) => {
      const nowMs = await deps.clock.nowMs(tx);
      const read =
        subject.kind === 'task'
          ? await readTaskCase(tx, scope, subject.id, nowMs)
          : await readInstrumentCase(tx, scope, subject.id);
      if (!read?.ok) return read;
      const material = read.value;
      const chain = await readCaseChain(tx, material.eventIds, anchors);
      if (!chain) return refuse('CASE_FILE.NOT_SEALED');
      const files = new Map<string, Uint8Array>();
      const json = (value: unknown): Uint8Array => new TextEncoder().encode(`${canonicalJson(value)}\n`);
      files.set(CASE_PATHS.content, json({ schema: CASE_FILE_SCHEMA, kind: material.kind, ...material.content, evidence: material.evidence, eventIds: material.eventIds })); // prettier-ignore
      files.set(CASE_PATHS.events, json(chain));
      for (const { sha256, name } of material.evidence) {
        const content = await deps.files.get(sha256);
        if (!content) return refuse('CASE_FILE.EVIDENCE_LOST', { name });
        files.set(`${CASE_PATHS.evidence}${sha256}`, content);
      }
      const papers = await readPapers(tx, scope, material.instrumentIds, dayOfInstant(nowMs));
      for (const [name, content] of papers) files.set(`${CASE_PATHS.papers}${name}`, content);
      files.set(CASE_PATHS.contents, new TextEncoder().encode(htmlOf(material, [...papers.keys()], chain)));
      const manifest: CaseManifest = {
        schema: CASE_FILE_SCHEMA,
        title: material.title,
        files: [...files].map(([path, content]) => ({ path, sha256: sha256Of(content), size: content.byteLength })),
        head: chain.head,
        anchor: chain.anchor,
      };
      files.set(CASE_PATHS.manifest, json(manifest));
      return accept({ fileName: caseFileWording.fileName(material.title), content: packFiles(files) });
    },
    { snapshot: true },
  );
}

const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Issued papers in the office's layout, by file name. */
async function readPapers(tx: Tx, scope: Scope, ids: readonly string[], today: string): Promise<Map<string, Uint8Array>> {
  const papers = new Map<string, Uint8Array>();
  for (const instrumentId of ids) {
    const [instrument] = await tx.query<{ kind: string; issuedAt: Date | null }>(
      'select kind, issued_at as "issuedAt" from instrument where id = $1',
      [instrumentId],
    );
    if (!instrument || instrument.issuedAt === null) continue;
    const targets = await tx.query<{ id: string; state: string; stageKey: string; outcome: string | null }>(
      'select id, state, stage_key as "stageKey", outcome from instrument_target where instrument_id = $1 order by id',
      [instrumentId],
    );
    const stages = await tx.query<{ targetId: string | null; stageKey: string }>(
      'select target_id as "targetId", stage_key as "stageKey" from instrument_stage where instrument_id = $1 order by id',
      [instrumentId],
    );
    for (const { paper, targetId } of offeredPapers(instrument, targets, stages)) {
      const file = await instrumentPaper(tx, scope, { instrumentId, paper, targetId, today });
      if (!file) continue;
      const name = papers.has(file.fileName) ? file.fileName.replace(/\.docx$/, `（${papers.size + 1}）.docx`) : file.fileName;
      papers.set(name.replaceAll('/', '／'), file.content);
    }
  }
  return papers;
}

function htmlOf(material: CaseMaterial, papers: readonly string[], chain: { head: { position: number; hash: string }; anchor: Anchor | null }): string {
  return caseContentsHtml({
    title: material.title,
    parts: material.contents,
    files: [
      ...papers.map((name) => ({ name, path: `${CASE_PATHS.papers}${name}` })),
      ...material.evidence.map(({ name, sha256 }) => ({ name, path: `${CASE_PATHS.evidence}${sha256}` })),
    ],
    head: chain.head,
    anchoredOn: chain.anchor?.on ?? null,
  });
} // prettier-ignore
