import { createHash } from 'node:crypto';
import type { ReportContent } from '@duban/documents';
import { ReportRow, withTransaction, type Tx } from '@duban/database';
import type { Deps, FileStore } from '../kernel/deps';

import { RELEASE } from '../kernel/release';
import { reportContentHash } from './compose/compose-report';
import { recompose, type ReportInputs } from './report-content';
import { writeFrozenReport } from './report-commands';

export interface ReportVerification {
  readonly reportId: string;
  readonly title: string;
  readonly edition: string;
  readonly asOf: Date;
  readonly frozenAt: Date;
  readonly sha256: string;
  /** The stored file is there and has its hash. */
  readonly file: 'same' | 'changed' | 'missing';
  /** The stored content has the hash that was signed. */
  readonly content: 'same' | 'changed';
  /** The rows as they stood at its moment give the same content again. */
  readonly rebuilt: 'same' | 'changed';
  /** Written again it is the same file, byte for byte; another release may set the same words in other bytes. */
  readonly bytes: 'same' | 'changed' | 'otherRelease';
  readonly release: string;
  /** Sections that come out otherwise, by their keys; empty where nothing differs. */
  readonly differing: readonly string[];
}

export const isVerified = (each: ReportVerification): boolean =>
  each.file === 'same' && each.content === 'same' && each.rebuilt === 'same' && each.bytes !== 'changed';

/** Rebuilds a frozen report from the rows and lays it beside what was stored (design section 9); null where none is frozen. */
export async function verifyReport(tx: Tx, files: FileStore, reportId: string): Promise<ReportVerification | null> {
  const [row] = await tx.find(ReportRow, `r.id = $1 and r.state = 'frozen'`, [reportId]);
  if (!row?.sha256 || !row.frozenAt) return null;
  const content = row.content as ReportContent;
  const inputs = row.inputs as ReportInputs;
  const stored = await files.get(row.sha256);
  const again = await recompose(tx, row.planId, inputs, row.asOf.getTime());
  const rebuilt = reportContentHash(again) === row.contentHash;
  const dated: ReportContent = content.date === undefined ? again : { ...again, date: content.date };
  const bytes = sha256(await writeFrozenReport(dated, inputs)) === row.sha256;
  return {
    reportId: row.id,
    title: content.title,
    edition: row.edition,
    asOf: row.asOf,
    frozenAt: row.frozenAt,
    sha256: row.sha256,
    file: stored === null ? 'missing' : sha256(stored) === row.sha256 ? 'same' : 'changed',
    content: reportContentHash(content) === row.contentHash ? 'same' : 'changed',
    rebuilt: rebuilt ? 'same' : 'changed',
    bytes: bytes ? 'same' : row.release === RELEASE || !rebuilt ? 'changed' : 'otherRelease',
    release: row.release ?? '',
    differing: rebuilt ? [] : differingSections(content, again),
  };
}

/** Every frozen report of the system, the oldest first. */
export async function verifyReports(deps: Deps): Promise<ReportVerification[]> {
  const ids = await withTransaction(deps.database, (tx) =>
    tx.query<{ id: string }>(`select id from report where state = 'frozen' order by frozen_at, id`),
  );
  const found: ReportVerification[] = [];
  for (const { id } of ids) {
    const one = await withTransaction(deps.database, (tx) => verifyReport(tx, deps.files, id), { snapshot: true });
    if (one) found.push(one);
  }
  return found;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function differingSections(stored: ReportContent, again: ReportContent): string[] {
  const hashOf = (section: ReportContent['sections'][number] | undefined) =>
    section && reportContentHash({ title: '', opening: [], sections: [section], signature: { names: [], sealed: false } });
  const keys = [...new Set([...stored.sections, ...again.sections].map((section) => section.key ?? ''))];
  const named = keys.filter(
    (key) => hashOf(stored.sections.find((each) => each.key === key)) !== hashOf(again.sections.find((each) => each.key === key)),
  );
  return named.length > 0 ? named : ['opening'];
}
