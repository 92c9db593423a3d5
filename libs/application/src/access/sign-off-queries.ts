import { dayOfInstant, signersOf, type Roster, type StageKey } from '@duban/domain';
import type { ReportContent } from '@duban/documents';
import { ReportRow, SignOffRow, type SignOffStepRow, type Tx } from '@duban/database';
import { stageNames } from '@duban/wording';
import { isLeader, isOffice, postInUnit } from '../kernel/actor';
import { readRoster } from '../kernel/roster';
import { readReturnDay, type ReturnDayView } from '../sign-offs/return-day';
import { foundFor } from '../sign-offs/resolve-step';
import { barredIn, chainOf, hashSeenAt, maySee, signaturesOf, stepsOf } from '../sign-offs/sign-off-row';
import { amendmentTexts } from './amendment-texts';
import { evidenceOfSubjects, type EvidenceView } from './evidence-queries';
import { reportTexts } from './report-texts';
import type { Scope } from './scope';
import { progressOf, type FigureView } from './task-queries';

export interface SignOffContent {
  /** Headed texts in the order of reading: 办结情况, 存在问题 … */
  readonly texts: readonly { readonly heading: string; readonly text: string }[];
  readonly figures: readonly FigureView[];
  readonly evidence: readonly EvidenceView[];
  /** Where the thing itself is: its plan, task or instrument. */
  readonly planId: string | null;
  readonly taskId: string | null;
  readonly instrumentId: string | null;
}

export interface SignOffDetail {
  readonly id: string;
  readonly title: string;
  readonly subjectKind: string;
  readonly state: string;
  readonly chainName: string;
  readonly filedBy: string;
  readonly filedUnit: string;
  readonly filedAt: Date;
  readonly decidedAt: Date | null;
  readonly outcomeText: string | null;
  readonly version: number;
  /** What the caller signs: the hash of exactly what is shown, and the step. Null: it is not the caller's turn. */
  readonly toSign: {
    readonly stepKey: string;
    readonly stepName: string;
    readonly contentHash: string;
    readonly onBehalfOf: string | null;
  } | null;
  readonly steps: readonly {
    readonly key: string;
    readonly name: string;
    readonly mode: string;
    readonly asked: readonly {
      readonly postTitle: string | null;
      readonly state: string;
      readonly signedBy: string | null;
      readonly onBehalfOf: string | null;
      readonly opinion: string | null;
      readonly signedAt: Date | null;
    }[];
  }[];
  readonly content: SignOffContent;
  /** Earlier steps to which the caller may return it now, with the posts whose signature each has; drafts and files stay. */
  readonly returnTo: readonly {
    readonly key: string;
    readonly name: string;
    readonly posts: readonly { readonly postId: string; readonly title: string }[];
  }[];
  /** The new due days that the caller may name when returning a completion; null where a return names none. */
  readonly returnDay: ReturnDayView | null;
  readonly actions: readonly ('approve' | 'refuse' | 'return' | 'withdraw' | 'resolve' | 'instruct')[];
}

/** A sign-off that the caller may know of, or null. */
export async function readSignOff(tx: Tx, scope: Scope, signOffId: string, nowMs: number): Promise<SignOffDetail | null> {
  const today = dayOfInstant(nowMs);
  const [row] = await tx.find(SignOffRow, 'r.id = $1 and r.jurisdiction_id = $2', [signOffId, scope.jurisdictionId]);
  if (!row) return null;
  const roster = await readRoster(tx, scope.jurisdictionId);
  const steps = await stepsOf(tx, row.id);
  const signatures = await signaturesOf(tx, row.id);
  const barred = barredIn(row, signatures);
  const me = scope.actor.personId;
  let toSign: SignOffDetail['toSign'] = null;
  for (const step of row.state === 'running' ? steps : []) {
    if (step.state !== 'waiting' || step.postId === null || toSign) continue;
    const receiver = signersOf(roster, step.postId, today, barred).find((each) => each.personId === me);
    if (!receiver) continue;
    const name = chainOf(row).steps[step.position]?.name ?? step.stepKey;
    toSign = {
      stepKey: step.stepKey,
      stepName: name,
      contentHash: hashSeenAt(row, step.stepKey),
      onBehalfOf: receiver.onBehalfOf,
    };
  }
  if (!toSign && !maySee(scope.actor, row) && !signatures.some((each) => each.personId === me)) return null;

  const people = [row.filedBy, ...signatures.flatMap((each) => [each.personId, ...(each.onBehalfOf ? [each.onBehalfOf] : [])])];
  if (toSign?.onBehalfOf) people.push(toSign.onBehalfOf);
  const named = await tx.query<{ id: string; name: string }>('select id, name from person where id = any($1::uuid[])', [people]);
  const nameOf = (id: string | null) => named.find((each) => each.id === id)?.name ?? null;
  // As withdrawSignOff decides: by the filing unit, until somebody outside it has signed.
  const isFiler = row.filedBy === me || postInUnit(scope.actor, row.filedUnitId) !== null;
  const unitOf = (postId: string) => roster.posts.find((post) => post.id === postId)?.unitId;
  const begun = signatures.some((each) => unitOf(each.postId) !== row.filedUnitId);
  const mayWithdraw = row.state === 'running' && isFiler && !begun;
  const returnTo = toSign ? returnable(row, steps, roster) : [];
  const mayResolve =
    row.state === 'running' &&
    isOffice(scope.actor) &&
    steps.some((step) => step.state === 'waiting' && step.postId === null && foundFor(row, steps, step, roster).length > 0);
  return {
    id: row.id,
    title: row.title,
    subjectKind: row.subjectKind,
    state: row.state,
    chainName: chainOf(row).name,
    filedBy: nameOf(row.filedBy) ?? '',
    filedUnit: roster.units.find((unit) => unit.id === row.filedUnitId)?.name ?? '',
    filedAt: row.filedAt,
    decidedAt: row.decidedAt,
    outcomeText: row.outcomeText,
    version: row.version,
    toSign: toSign && { ...toSign, onBehalfOf: nameOf(toSign.onBehalfOf) },
    steps: chainOf(row).steps.map((step, position) => ({
      key: step.key,
      name: step.name,
      mode: step.mode,
      asked: steps
        .filter((each) => each.position === position)
        .map((each) => {
          const signature = signatures.find((one) => one.stepId === each.id);
          return {
            postTitle: roster.posts.find((post) => post.id === each.postId)?.title ?? null,
            state: each.state,
            signedBy: nameOf(signature?.personId ?? null),
            onBehalfOf: nameOf(signature?.onBehalfOf ?? null),
            opinion: signature?.opinion ?? null,
            signedAt: signature?.signedAt ?? null,
          };
        }),
    })),
    content: await contentOf(tx, row),
    returnTo,
    returnDay: toSign ? await readReturnDay(tx, row, nowMs) : null,
    actions: [
      ...(toSign ? (['approve', 'refuse'] as const) : []),
      ...(returnTo.length > 0 ? (['return'] as const) : []),
      ...(mayWithdraw ? (['withdraw'] as const) : []),
      ...(mayResolve ? (['resolve'] as const) : []),
      ...(toSign && isLeader(scope.actor) ? (['instruct'] as const) : []),
    ],
  };
}

/** As returnToStep decides: what was signed at a step before the one that waits. */
function returnable(row: SignOffRow, steps: readonly SignOffStepRow[], roster: Roster): SignOffDetail['returnTo'] {
  return chainOf(row).steps.flatMap((step, position) => {
    if (position >= row.stepPosition) return [];
    const posts = steps
      .filter((each) => each.position === position && each.state === 'approved' && each.postId !== null)
      .map((each) => ({
        postId: each.postId ?? '',
        title: roster.posts.find((post) => post.id === each.postId)?.title ?? '',
      }));
    return posts.length === 0 ? [] : [{ key: step.key, name: step.name, posts }];
  });
}

/** Exactly what is signed, as it is to be read. */
async function contentOf(tx: Tx, row: SignOffRow): Promise<SignOffContent> {
  const nothing = { texts: [], figures: [], evidence: [], planId: row.planId, taskId: row.taskId, instrumentId: null };
  switch (row.subjectKind) {
    case 'amendment':
      return { ...nothing, texts: await amendmentTexts(tx, row.subjectId) };
    case 'progressReport': {
      const [known] = await tx.query<{ assignmentId: string }>(
        'select assignment_id as "assignmentId" from progress_report where id = $1',
        [row.subjectId],
      );
      const [report] = known ? await progressOf(tx, [known.assignmentId], row.subjectId) : [];
      if (!report) return nothing;
      const texts = [
        { heading: '进展情况', text: report.text },
        { heading: '存在问题', text: report.problems },
        { heading: '下一步打算', text: report.nextSteps },
      ];
      return { ...nothing, texts: texts.filter((each) => each.text !== ''), figures: report.figures, evidence: report.evidence };
    }
    case 'completion': {
      const [share] = await tx.query<{ text: string | null }>('select completion_text as text from assignment where id = $1', [
        row.subjectId,
      ]);
      const evidence = await evidenceOfSubjects(tx, 'completion', [row.subjectId]);
      return {
        ...nothing,
        texts: share?.text ? [{ heading: '办结情况', text: share.text }] : [],
        evidence: evidence.get(row.subjectId) ?? [],
      };
    }
    case 'extension': {
      const [asked] = await tx.query<{ untilOn: string; reason: string; dueOn: string | null }>(
        `select e.asked_until_on as "untilOn", e.reason, o.due_on as "dueOn" from extension e
         join obligation o on o.id = e.obligation_id where e.id = $1`,
        [row.subjectId],
      );
      if (!asked) return nothing;
      return {
        ...nothing,
        texts: [
          { heading: '现行期限', text: asked.dueOn ?? '无' },
          { heading: '申请延至', text: asked.untilOn },
          { heading: '理由', text: asked.reason },
        ],
      };
    }
    case 'instrument': {
      const [instrument] = await tx.query<{ title: string; grounds: string }>(
        'select title, grounds from instrument where id = $1',
        [row.subjectId],
      );
      const items = await tx.query<{ text: string }>(
        `select text from instrument_item where instrument_id = $1 and state = 'running' order by added_at, id`,
        [row.subjectId],
      );
      const texts = [
        { heading: '事由', text: instrument?.grounds ?? '' },
        { heading: '事项', text: items.map((item, index) => `${index + 1}．${item.text}`).join('\n') },
      ];
      return { ...nothing, texts: texts.filter((each) => each.text !== ''), instrumentId: row.subjectId };
    }
    case 'stageExtension': {
      const [asked] = await tx.query<{ instrumentId: string; stage: string; untilOn: string; reason: string; dueOn: string }>(
        `select r.instrument_id as "instrumentId", r.stage_key as stage, r.until_on as "untilOn", r.reason, o.due_on as "dueOn"
         from instrument_request r join obligation o on o.id = r.obligation_id where r.id = $1`,
        [row.subjectId],
      );
      if (!asked) return nothing;
      return {
        ...nothing,
        texts: [
          { heading: '环节', text: stageNames[asked.stage as StageKey] },
          { heading: '现行期限', text: asked.dueOn },
          { heading: '申请延至', text: asked.untilOn },
          { heading: '理由', text: asked.reason },
        ],
        instrumentId: asked.instrumentId,
      };
    }
    case 'delisting': {
      const [target] = await tx.query<{ instrumentId: string }>(
        'select instrument_id as "instrumentId" from instrument_target where id = $1',
        [row.subjectId],
      );
      return { ...nothing, instrumentId: target?.instrumentId ?? null };
    }
    case 'report': {
      const [report] = await tx.find(ReportRow, 'r.id = $1', [row.subjectId]);
      return report ? { ...nothing, texts: reportTexts(report.content as ReportContent) } : nothing;
    }
    default:
      return nothing;
  }
}
