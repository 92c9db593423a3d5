import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  addDraftTask,
  addWorkPoint,
  changeDraftHead,
  changeDraftTask,
  changeWorkPoint,
  moveDraftTask,
  moveWorkPoint,
  openDraft,
  readDraftChoices,
  removeDraft,
  removeDraftTask,
  removeWorkPoint,
  type DraftTask,
  type Scope,
} from '@duban/application';
import { readDeadlinePhrase, type Role } from '@duban/domain';
import { printedRoles } from '@duban/wording';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';
import { day, id, listOf, maybe, object, oneOf, text } from '../http/views';
import { wordsOf } from './draft-words';
import { DraftHeadBody, DraftTaskBody, MoveBody, MoveTaskBody, NewWorkPointBody, PhraseQuery, WorkPointBody } from './drafts.dto';
import type { MilestoneBody } from './imports.dto';
import { CYCLES } from './imports.views';

const openedView = object('DraftOpened', { planId: id });
const editedView = object('DraftEdited', { planId: id, id });
const choicesView = object('DraftChoices', {
  units: listOf(object('DraftUnit', { id, name: text })),
  policies: listOf(object('PolicyVersionChoice', { id, name: text })),
});
const readingView = object('DeadlineReading', {
  kind: oneOf('date', 'cycle', 'longTerm', 'unread'),
  dueOn: maybe(day),
  cycle: maybe(oneOf(...CYCLES)),
});

/** A plan before 送审: begun by hand, and edited point by point and task by task. */
@ApiTags('计划草案')
@Controller('api/plans')
export class DraftsController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  @Post()
  @HttpCode(200)
  @Policy('plan.open')
  @TakesCommand()
  @Answers(openedView)
  async open(@Body() body: DraftHeadBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => openDraft(act, headOf(body)));
  }

  /** The units and policy versions that a draft may name. */
  @Get('draft-choices')
  @Policy('plan.open')
  @Answers(choicesView)
  async choices(@InScope() scope: Scope) {
    return found(await reading(this.api, (tx) => readDraftChoices(tx, scope)), 'ACCESS.UNKNOWN');
  }

  /** How a deadline written in words is read, to be shown before it counts. */
  @Get('deadline-reading')
  @Policy('plan.open')
  @Answers(readingView)
  async readDeadline(@Query() { phrase, year }: PhraseQuery) {
    const read = readDeadlinePhrase(phrase, year);
    if (read?.kind === 'date') return { kind: 'date', dueOn: read.date, cycle: null };
    if (read?.kind === 'longTerm') return { kind: 'longTerm', dueOn: null, cycle: null };
    if (read?.kind !== 'cycle') return { kind: 'unread', dueOn: null, cycle: null };
    return { kind: 'cycle', dueOn: `${year}-12-31`, cycle: read.cycle === 'weekly' ? 'monthly' : read.cycle };
  }

  @Post(':id/head')
  @HttpCode(200)
  @Policy('plan.edit')
  @TakesId()
  @TakesCommand(true)
  @Answers(editedView)
  async changeHead(@Id() id: string, @Body() body: DraftHeadBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => changeDraftHead(act, { planId: id, ...headOf(body) }), { kind: 'plan', id });
  }

  /** Takes the whole draft away; one that was submitted once stays. */
  @Post(':id/removal')
  @HttpCode(200)
  @Policy('plan.edit')
  @TakesId()
  @TakesCommand(true)
  @Answers(openedView)
  async remove(@Id() id: string, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => removeDraft(act, { planId: id }), { kind: 'plan', id });
  }

  @Post(':id/points')
  @HttpCode(200)
  @Policy('plan.edit')
  @TakesId()
  @TakesCommand(true)
  @Answers(editedView)
  async addPoint(@Id() id: string, @Body() body: NewWorkPointBody, @Call() call: CommandCall) {
    const input = { planId: id, afterId: body.afterId, point: wordsOf(body) };
    return this.commands.run(call, (act) => addWorkPoint(act, input), { kind: 'plan', id });
  }

  @Post(':id/points/:pointId/change')
  @HttpCode(200)
  @Policy('plan.edit')
  @TakesId()
  @TakesId('pointId')
  @TakesCommand(true)
  @Answers(editedView)
  async changePoint(@Id() id: string, @Id('pointId') pointId: string, @Body() body: WorkPointBody, @Call() call: CommandCall) {
    const input = { planId: id, pointId, point: wordsOf(body) };
    return this.commands.run(call, (act) => changeWorkPoint(act, input), { kind: 'plan', id });
  }

  @Post(':id/points/:pointId/move')
  @HttpCode(200)
  @Policy('plan.edit')
  @TakesId()
  @TakesId('pointId')
  @TakesCommand(true)
  @Answers(editedView)
  async movePoint(@Id() id: string, @Id('pointId') pointId: string, @Body() body: MoveBody, @Call() call: CommandCall) {
    const input = { planId: id, pointId, afterId: body.afterId ?? null };
    return this.commands.run(call, (act) => moveWorkPoint(act, input), { kind: 'plan', id });
  }

  /** Takes the point out with all its tasks. */
  @Post(':id/points/:pointId/removal')
  @HttpCode(200)
  @Policy('plan.edit')
  @TakesId()
  @TakesId('pointId')
  @TakesCommand(true)
  @Answers(editedView)
  async removePoint(@Id() id: string, @Id('pointId') pointId: string, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => removeWorkPoint(act, { planId: id, pointId }), { kind: 'plan', id });
  }

  @Post(':id/points/:pointId/tasks')
  @HttpCode(200)
  @Policy('plan.edit')
  @TakesId()
  @TakesId('pointId')
  @TakesCommand(true)
  @Answers(editedView)
  async addTask(@Id() id: string, @Id('pointId') pointId: string, @Body() body: DraftTaskBody, @Call() call: CommandCall) {
    const work = (names: NameOf) => ({ planId: id, pointId, task: taskOf(body, names) });
    return this.commands.run(call, async (act) => addDraftTask(act, work(namesOf((await act.roster()).units))), {
      kind: 'plan',
      id,
    });
  }

  @Post(':id/tasks/:taskId/change')
  @HttpCode(200)
  @Policy('plan.edit')
  @TakesId()
  @TakesId('taskId')
  @TakesCommand(true)
  @Answers(editedView)
  async changeTask(@Id() id: string, @Id('taskId') taskId: string, @Body() body: DraftTaskBody, @Call() call: CommandCall) {
    const work = (names: NameOf) => ({ planId: id, taskId, task: taskOf(body, names) });
    return this.commands.run(call, async (act) => changeDraftTask(act, work(namesOf((await act.roster()).units))), {
      kind: 'plan',
      id,
    });
  }

  @Post(':id/tasks/:taskId/move')
  @HttpCode(200)
  @Policy('plan.edit')
  @TakesId()
  @TakesId('taskId')
  @TakesCommand(true)
  @Answers(editedView)
  async moveTask(@Id() id: string, @Id('taskId') taskId: string, @Body() body: MoveTaskBody, @Call() call: CommandCall) {
    const input = { planId: id, taskId, pointId: body.pointId, afterId: body.afterId ?? null };
    return this.commands.run(call, (act) => moveDraftTask(act, input), { kind: 'plan', id });
  }

  @Post(':id/tasks/:taskId/removal')
  @HttpCode(200)
  @Policy('plan.edit')
  @TakesId()
  @TakesId('taskId')
  @TakesCommand(true)
  @Answers(editedView)
  async removeTask(@Id() id: string, @Id('taskId') taskId: string, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => removeDraftTask(act, { planId: id, taskId }), { kind: 'plan', id });
  }
}

const headOf = ({ year, title, docNumber, policyVersionId }: DraftHeadBody) => ({
  year,
  title,
  docNumber: docNumber === undefined || docNumber.trim() === '' ? null : docNumber,
  policyVersionId: policyVersionId ?? null,
});

type NameOf = (unitId: string) => string;

const namesOf =
  (units: readonly { readonly id: string; readonly name: string }[]): NameOf =>
  (unitId) =>
    units.find((unit) => unit.id === unitId)?.name ?? '';

const milestoneOf = ({ name, dueOn, unitId }: MilestoneBody) => ({ name, dueOn, unitId: unitId ?? null });

function taskOf(body: DraftTaskBody, nameOf: NameOf): DraftTask {
  const { title, deliverable, deadlineKind, deadlinePhrase, dueOn, cycle, units, milestones } = body;
  const orNull = (words: string | undefined) => (words === undefined || words.trim() === '' ? null : words);
  return {
    title,
    deliverable: orNull(deliverable),
    deadlineKind,
    deadlinePhrase: orNull(deadlinePhrase),
    dueOn: deadlineKind === 'longTerm' ? null : (dueOn ?? null),
    cycle: cycle ?? null,
    ...(milestones === undefined ? {} : { milestones: milestones.map(milestoneOf) }),
    assignments: units.map(({ unitId, role }: { unitId: string; role: Role }) => ({
      unitId,
      role,
      printedRole: printedRoles[role],
      printedUnit: nameOf(unitId),
    })),
  };
}
