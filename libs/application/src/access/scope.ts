import type { UnitId } from '@duban/domain';
import { readAlone, type DataSource } from '@duban/database';
import { hasRole, type Actor } from '../kernel/actor';

/**
 * What a person may read (design section 11): the own jurisdiction, or what a unit of mine holds. Every query takes one, so
 * that none is written without asking whose rows it gives.
 */
export interface Scope {
  readonly actor: Actor;
  readonly jurisdictionId: string;
  /** The office, the leaders and the auditor read their whole jurisdiction. */
  readonly isWhole: boolean;
  /** The office's own drafts (a plan before 印发, an instrument before 签发) are the office's and the leaders' only. */
  readonly seesDrafts: boolean;
  /** Units that the person acts for; for whoever reads a whole jurisdiction, also the units that stand for it in an upper one. */
  readonly unitIds: readonly UnitId[];
}

const WHOLE = ['officeClerk', 'officeHead', 'deputyLeader', 'chiefLeader', 'auditor'] as const;

/** The scope of a person today. One small read for those who read a whole jurisdiction, none for the others. */
export async function scopeOf(database: DataSource, actor: Actor): Promise<Scope> {
  const isWhole = hasRole(actor, ...WHOLE);
  const own = actor.posts.map((post) => post.unitId);
  const standing = isWhole
    ? await readAlone<{ id: string }>(database, 'select id from unit where stands_for_id = $1', [actor.jurisdictionId])
    : [];
  return {
    actor,
    jurisdictionId: actor.jurisdictionId,
    isWhole,
    seesDrafts: isWhole && !(actor.posts.length > 0 && actor.posts.every((post) => post.role === 'auditor')),
    unitIds: [...new Set([...own, ...standing.map((unit) => unit.id)])],
  };
}

/**
 * SQL that says whether a task may be read, with its values appended to `values`: mine to oversee, or my unit is on it.
 * `task` is the alias of a `task` row.
 */
export function taskInScope(scope: Scope, task: string, values: unknown[]): string {
  const units = place(values, [...scope.unitIds]);
  const held = `exists (select 1 from assignment sa where sa.task_id = ${task}.id and sa.unit_id = any(${units}::uuid[])
      and sa.state <> 'cancelled')
    and exists (select 1 from plan sp where sp.id = ${task}.plan_id and sp.state not in ('draft', 'approved'))`;
  if (!scope.isWhole) return `(${held})`;
  const jurisdiction = place(values, scope.jurisdictionId);
  const drafts = scope.seesDrafts
    ? ''
    : ` and exists (select 1 from plan dp where dp.id = ${task}.plan_id and dp.state not in ('draft', 'approved'))`;
  return `((${task}.jurisdiction_id = ${jurisdiction}${drafts}) or (${held}))`;
}

/**
 * SQL that says whether an assignment's content (reports, evidence, extensions) may be read: the office and leaders all of
 * their jurisdiction's, a unit its own, the lead and the collating unit all of their task.
 */
export function assignmentInScope(scope: Scope, assignment: string, values: unknown[]): string {
  const units = place(values, [...scope.unitIds]);
  const mine = `${assignment}.unit_id = any(${units}::uuid[]) or exists (select 1 from assignment la
      where la.task_id = ${assignment}.task_id and la.unit_id = any(${units}::uuid[]) and la.role in ('lead', 'collating')
        and la.state <> 'cancelled')`;
  if (!scope.isWhole) {
    return `((${mine}) and exists (select 1 from plan ap where ap.id = ${assignment}.plan_id and ap.state not in ('draft', 'approved')))`;
  }
  const jurisdiction = place(values, scope.jurisdictionId);
  return `(${assignment}.jurisdiction_id = ${jurisdiction} or ${mine})`;
}

/** SQL that says whether a plan may be read: mine to oversee, or issued with a share for my unit. */
export function planInScope(scope: Scope, plan: string, values: unknown[]): string {
  const units = place(values, [...scope.unitIds]);
  const held = `${plan}.state not in ('draft', 'approved') and exists (select 1 from assignment pa
      where pa.plan_id = ${plan}.id and pa.unit_id = any(${units}::uuid[]) and pa.state <> 'cancelled')`;
  if (!scope.isWhole) return `(${held})`;
  const jurisdiction = place(values, scope.jurisdictionId);
  const drafts = scope.seesDrafts ? '' : ` and ${plan}.state not in ('draft', 'approved')`;
  return `((${plan}.jurisdiction_id = ${jurisdiction}${drafts}) or (${held}))`;
}

/** Appends a value and gives its placeholder. */
export function place(values: unknown[], value: unknown): string {
  values.push(value);
  return `$${values.length}`;
}
