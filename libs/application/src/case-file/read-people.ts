import type { Tx } from '@duban/database';
import { groupBy } from '../access/group-by';
import { instantColumn, personColumn } from '../open-data/instant-column';

/** Sign-offs with what each signature was put to, by its hash. */
export async function readCaseSignOffs(tx: Tx, where: string, values: readonly unknown[]) {
  const rows = await tx.query<{ id: string }>(
    `select s.id, s.subject_kind as "subjectKind", s.subject_id as "subjectId", s.title, s.state, s.round,
       ${personColumn('s.filed_by')} as "filedBy", ${instantColumn('s.filed_at')} as "filedAt", s.content_hash as "contentHash",
       ${instantColumn('s.decided_at')} as "decidedAt", s.outcome_text as "outcomeText"
     from sign_off s where ${where} order by s.filed_at, s.id`,
    values,
  );
  const signatures = await tx.query<{ signOffId: string }>(
    `select g.sign_off_id as "signOffId", t.step_key as step, p.title as post, ${personColumn('g.person_id')} as person,
       ${personColumn('g.on_behalf_of')} as "onBehalfOf", g.verdict, g.opinion, g.content_hash as "contentHash",
       ${instantColumn('g.signed_at')} as "signedAt", ${instantColumn('g.lapsed_at')} as "lapsedAt"
     from signature g join sign_off_step t on t.id = g.step_id join post p on p.id = g.post_id
     where g.sign_off_id = any($1::uuid[]) order by g.signed_at, g.id`,
    [rows.map((row) => row.id)],
  );
  const byCase = groupBy(signatures, (each) => each.signOffId);
  return rows.map((row) => ({
    ...row,
    signatures: (byCase.get(row.id) ?? []).map(({ signOffId: _, ...signature }) => signature),
  }));
}

/** What was told to whom of obligations, and by which way it reached them. */
export const readCaseDeliveries = (tx: Tx, where: string, values: readonly unknown[]) =>
  tx.query<object>(
    `select i.text, ${personColumn('i.receiver_id')} as receiver, p.title as post, ${instantColumn('i.made_at')} as "madeAt",
       n.title as notice, ${instantColumn('n.read_at')} as "readAt", d.channel, d.state,
       ${instantColumn('d.settled_at')} as "settledAt"
     from notice_item i left join post p on p.id = i.post_id left join notice n on n.id = i.notice_id
       left join delivery d on d.notice_id = n.id
     where ${where} order by i.made_at, i.id, d.channel`,
    values,
  );

export interface CaseEvidence {
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
  readonly subjectKind: string;
  readonly addedAt: string;
  readonly addedBy: string;
}

export const readCaseEvidence = (tx: Tx, where: string, values: readonly unknown[]): Promise<CaseEvidence[]> =>
  tx.query<CaseEvidence>(
    `select e.file_name as name, e.sha256, f.size, e.subject_kind as "subjectKind", ${instantColumn('e.added_at')} as "addedAt",
       ${personColumn('e.added_by')} as "addedBy"
     from evidence e join stored_file f on f.sha256 = e.sha256 where ${where} order by e.added_at, e.id`,
    values,
  );
