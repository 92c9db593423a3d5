import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { giveInstruction, listInstructions, settleInstruction, type Scope, type SettleInstruction } from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { DayField, IdField, IdsField, TextField, WordField } from '../http/fields';
import { Id, TakesId } from '../http/id';
import { PageQuery } from '../http/page-query';
import { reading } from '../http/reading';
import { day, fact, id, instant, listOf, maybe, object, oneOf, text } from '../http/views';

export class InstructionQuery extends PageQuery {
  @WordField('状态', ['given', 'settled'], { optional: true })
  state?: string;
}

export class InstructionBody {
  @TextField('批示内容', { max: 2000 })
  text!: string;

  @DayField('办结期限', { optional: true })
  dueOn?: string;

  @WordField('批示所依据的事项类别', ['signOff', 'task', 'instrument'], { optional: true })
  sourceKind?: 'signOff' | 'task' | 'instrument';

  @IdField('批示所依据的事项', { optional: true })
  sourceId?: string;
}

export class SettleBody {
  @WordField('交办方式', ['task', 'instrument', 'nothing'])
  opens!: 'task' | 'instrument' | 'nothing';

  @TextField('任务名称', { optional: true, max: 300 })
  title?: string;

  @IdField('所属计划', { optional: true })
  planId?: string;

  @IdsField('牵头单位或被督办单位', { optional: true, max: 100 })
  unitIds?: string[];

  @IdsField('配合单位', { optional: true, max: 100 })
  cooperatingUnitIds?: string[];

  @DayField('办结期限', { optional: true })
  dueOn?: string;

  @WordField('文书种类', ['urging', 'supervisionOrder', 'summons', 'listing'], { optional: true })
  kind?: string;

  @TextField('办理要求', { optional: true, max: 2000 })
  requirements?: string;

  @TextField('回复内容', { optional: true, max: 2000 })
  answer?: string;
}

const link = (name: string) => object(name, { kind: text, id, title: text });

const instructionsView = object('Instructions', {
  mayGive: fact,
  items: listOf(
    object('Instruction', {
      id,
      text,
      leader: text,
      postTitle: text,
      onBehalfOf: maybe(text),
      dueOn: maybe(day),
      givenAt: instant,
      source: maybe(link('InstructionSource')),
      opened: maybe(link('InstructionOpened')),
      state: oneOf('given', 'settled'),
      outcomeText: maybe(text),
      settledBy: maybe(text),
      settledAt: maybe(instant),
      actions: listOf(oneOf('settle')),
    }),
  ),
  next: maybe(id),
});

@ApiTags('领导批示')
@Controller('api/instructions')
export class InstructionsController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Policy('instruction.list')
  @Answers(instructionsView)
  async list(@Query() query: InstructionQuery, @InScope() scope: Scope) {
    const limit = query.limit ?? 50;
    const filter = { state: query.state ?? null, after: query.after ?? null, limit: limit + 1 };
    const { items, mayGive } = await reading(this.api, (tx) => listInstructions(tx, scope, filter));
    const shown = items.slice(0, limit);
    return { mayGive, items: shown, next: items.length > limit ? (shown.at(-1)?.id ?? null) : null };
  }

  @Post()
  @HttpCode(200)
  @Policy('instruction.give')
  @TakesCommand()
  @Answers(object('InstructionGiven', { instructionId: id }))
  async give(@Body() body: InstructionBody, @Call() call: CommandCall) {
    const { sourceKind: kind, sourceId } = body;
    const source = kind === undefined || sourceId === undefined ? null : { kind, id: sourceId };
    return this.commands.run(call, (act) => giveInstruction(act, { text: body.text, dueOn: body.dueOn ?? null, source }));
  }

  /** 交办：立项为任务（不选计划则列入常设督办事项），起草督办文书，或者直接回复。 */
  @Post(':id/settlement')
  @HttpCode(200)
  @Policy('instruction.settle')
  @TakesId()
  @TakesCommand()
  @Answers(object('InstructionSettled', { openedKind: maybe(oneOf('task', 'instrument')), openedId: maybe(id) }))
  async settle(@Id() id: string, @Body() body: SettleBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => settleInstruction(act, settlementOf(id, body)));
  }
}

function settlementOf(instructionId: string, body: SettleBody): SettleInstruction {
  switch (body.opens) {
    case 'task':
      return {
        instructionId,
        opens: 'task',
        planId: body.planId ?? null,
        title: body.title ?? '',
        leadUnitIds: body.unitIds ?? [],
        cooperatingUnitIds: body.cooperatingUnitIds ?? [],
        dueOn: body.dueOn ?? null,
      };
    case 'instrument':
      return {
        instructionId,
        opens: 'instrument',
        kind: body.kind ?? 'supervisionOrder',
        unitIds: body.unitIds ?? [],
        requirements: body.requirements ?? '',
      };
    case 'nothing':
      return { instructionId, opens: 'nothing', answer: body.answer ?? '' };
  }
}
