import { accept, refuse, type Decision } from '@duban/domain';
import { AssignmentRow } from '@duban/database';
import { handedOverNotice } from '@duban/wording';
import type { Act } from '../kernel/act';
import { lockTasks } from '../kernel/locks';
import { endPieces } from '../tasks/piece-followers';
import { unitReceivers } from '../instruments/tell-unit';

/** How much of each kind went over. */
export interface HandedOver {
  readonly shares: number;
  readonly papers: number;
  readonly problems: number;
}

const OPEN_SHARE = `state not in ('struckOff', 'archived', 'cancelled')`;

/**
 * 撤并移交: everything open of a unit becomes its successor's, as it stands. A share keeps its id, state, receipt, days, breaches and
 * history, and only its holder changes (what the unit shared out among its own posts ends); so does the unit's part of each paper that runs and each line of the 整改问题清单, and a
 * sign-off that it filed goes on. Refused with the list where the successor has the same part of a task or paper already, for
 * nobody owes one thing twice (`UNIT.MERGE_BLOCKED`).
 */
export async function handOver(act: Act, fromId: string, intoId: string): Promise<Decision<HandedOver>> {
  await lockWhatItHolds(act, fromId);
  const blocked = await whatBlocks(act, fromId, intoId);
  if (!blocked.ok) return blocked;
  const shares = await act.tx.find(AssignmentRow, `r.unit_id = $1 and r.${OPEN_SHARE} order by r.id`, [fromId]);
  await act.tx.run(`update assignment set unit_id = $2, version = version + 1 where id = any($1::uuid[])`, [
    shares.map((share) => share.id),
    intoId,
  ]);
  await act.tx.run(
    `update milestone m set unit_id = $2 where m.unit_id = $1 and not exists (
       select 1 from milestone x where x.task_id = m.task_id and x.name = m.name and x.unit_id = $2)`,
    [fromId, intoId],
  );
  await endPieces(
    act,
    shares.map((share) => share.id),
  );
  await act.tx.run(`update obligation set holder_unit_id = $2 where holder_unit_id = $1 and state = 'open'`, [fromId, intoId]);
  const papers = await act.tx.run(
    `update instrument_target set unit_id = $2, version = version + 1 where unit_id = $1 and state <> 'closed'`,
    [fromId, intoId],
  );
  const problems = await act.tx.run(`update rectification set unit_id = $2 where unit_id = $1 and state <> 'struckOff'`, [
    fromId,
    intoId,
  ]);
  await moveSignOffs(act, fromId, intoId);
  for (const share of shares) {
    act.emit({
      type: 'assignment.handedOver',
      planId: share.planId,
      taskId: share.taskId,
      subjectKind: 'assignment',
      subjectId: share.id,
      data: { fromUnitId: fromId, toUnitId: intoId },
    });
  }
  return accept({ shares: shares.length, papers, problems });
}

/** Tells the people of the successor; a post that nobody holds goes by the receivers' path to whoever is found. */
export async function tellHandedOver(
  act: Act,
  causeId: string,
  unit: { readonly id: string; readonly name: string },
  intoId: string,
  sums: HandedOver,
): Promise<void> {
  if (sums.shares + sums.papers + sums.problems === 0) return;
  act.tell({
    ...handedOverNotice(unit.name, sums),
    subjectKind: 'unit',
    subjectId: unit.id,
    causeId,
    receivers: await unitReceivers(act, intoId),
  });
}

/** Plans (shared) → tasks → instruments → sign-offs, each in id order, as every command that changes what lies under them. */
async function lockWhatItHolds(act: Act, unitId: string): Promise<void> {
  await act.tx.run(
    `select p.id from plan p where exists (select 1 from assignment a where a.plan_id = p.id and a.unit_id = $1 and a.${OPEN_SHARE})
       or exists (select 1 from obligation o where o.owner_kind = 'plan' and o.owner_id = p.id and o.holder_unit_id = $1 and o.state = 'open')
     order by p.id for share`,
    [unitId],
  );
  const tasks = await act.tx.query<{ id: string }>(
    `select distinct task_id as id from assignment where unit_id = $1 and ${OPEN_SHARE}`,
    [unitId],
  );
  await lockTasks(
    act.tx,
    tasks.map((task) => task.id),
  );
  await act.tx.run(
    `select i.id from instrument i where exists (select 1 from instrument_target t
       where t.instrument_id = i.id and t.unit_id = $1 and t.state <> 'closed') order by i.id for no key update`,
    [unitId],
  );
  await act.tx.run(`select s.id from sign_off s where ${ASKED_OF_UNIT} order by s.id for no key update`, [unitId]);
}

async function whatBlocks(act: Act, fromId: string, intoId: string): Promise<Decision<null>> {
  const tasks = await act.tx.query<{ title: string }>(
    `select distinct t.title from assignment a join assignment b on b.task_id = a.task_id and b.role = a.role and b.unit_id = $2
       join task t on t.id = a.task_id where a.unit_id = $1 and a.${OPEN_SHARE} order by t.title`,
    [fromId, intoId],
  );
  const papers = await act.tx.query<{ title: string }>(
    `select distinct coalesce(i.number, i.title) as title from instrument_target a
       join instrument_target b on b.instrument_id = a.instrument_id and b.unit_id = $2 join instrument i on i.id = a.instrument_id
     where a.unit_id = $1 and a.state <> 'closed' order by 1`,
    [fromId, intoId],
  );
  if (tasks.length + papers.length === 0) return accept(null);
  return refuse('UNIT.MERGE_BLOCKED', {
    tasks: tasks.map(({ title }) => `“${title}”`).join('、'),
    papers: papers.map(({ title }) => `“${title}”`).join('、'),
  });
}

const ASKED_OF_UNIT = `s.state = 'running' and (s.filed_unit_id = $1::uuid or s.context ->> 'holderUnitId' = $1::text
  or s.context -> 'coUnitIds' ? $1::text)`;

/** Later steps ask the successor's posts; who is asked already stays asked. Whoever filed co-signs nothing of its own. */
async function moveSignOffs(act: Act, fromId: string, intoId: string): Promise<void> {
  await act.tx.run(
    `update sign_off s set
       filed_unit_id = case when s.filed_unit_id = $1::uuid then $2::uuid else s.filed_unit_id end,
       context = s.context || jsonb_build_object(
         'holderUnitId', case when s.context ->> 'holderUnitId' = $1::text then $2::text else s.context ->> 'holderUnitId' end,
         'coUnitIds', (select coalesce(jsonb_agg(distinct u.id), '[]'::jsonb)
           from (select case when x = $1::text then $2::text else x end as id
             from jsonb_array_elements_text(s.context -> 'coUnitIds') as x) u
           where u.id <> case when s.context ->> 'holderUnitId' = $1::text then $2::text else s.context ->> 'holderUnitId' end))
     where ${ASKED_OF_UNIT}`,
    [fromId, intoId],
  );
}
