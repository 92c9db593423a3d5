import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  addAmendmentLine,
  changeAmendmentHead,
  changeAmendmentLine,
  draftAmendment,
  listAmendments,
  readAmendment,
  removeAmendment,
  removeAmendmentLine,
  submitAmendment,
  type Scope,
} from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Call, Commands, settled, TakesCommand, type CommandCall } from '../http/command-call';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';
import { lineOfBody } from './amendment-words';
import {
  amendmentDraftedView,
  amendmentLineWrittenView,
  amendmentListView,
  amendmentRemovedView,
  amendmentSubmittedView,
  amendmentView,
} from './amendment.views';
import { AmendmentHeadBody, AmendmentLineBody } from './amendments.dto';

/** 调整: what is changed of an issued plan, drafted line by line and in force with the last signature. */
@ApiTags('计划调整')
@Controller('api')
export class AmendmentsController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  @Get('plans/:id/amendments')
  @Policy('amendment.read')
  @TakesId()
  @Answers(amendmentListView)
  async list(@Id() id: string, @InScope() scope: Scope) {
    return { items: found(await reading(this.api, (tx) => listAmendments(tx, scope, id)), 'PLAN.UNKNOWN') };
  }

  /** Begins a draft without lines; it takes its number only when it takes effect. */
  @Post('plans/:id/amendments')
  @HttpCode(200)
  @Policy('amendment.edit')
  @TakesId()
  @TakesCommand()
  @Answers(amendmentDraftedView)
  async open(@Id() id: string, @Body() body: AmendmentHeadBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => draftAmendment(act, { planId: id, ...body }));
  }

  @Get('amendments/:id')
  @Policy('amendment.read')
  @TakesId()
  @Answers(amendmentView)
  async read(@Id() id: string, @InScope() scope: Scope) {
    return found(await reading(this.api, (tx, { nowMs }) => readAmendment(tx, scope, id, nowMs)), 'AMENDMENT.UNKNOWN');
  }

  @Post('amendments/:id/head')
  @HttpCode(200)
  @Policy('amendment.edit')
  @TakesId()
  @TakesCommand(true)
  @Answers(amendmentDraftedView)
  async changeHead(@Id() id: string, @Body() body: AmendmentHeadBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => changeAmendmentHead(act, { amendmentId: id, ...body }), { kind: 'amendment', id });
  }

  /** Takes a draft away; one that was submitted once is given up and stays on the record. */
  @Post('amendments/:id/removal')
  @HttpCode(200)
  @Policy('amendment.edit')
  @TakesId()
  @TakesCommand(true)
  @Answers(amendmentRemovedView)
  async remove(@Id() id: string, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => removeAmendment(act, { amendmentId: id }), { kind: 'amendment', id });
  }

  @Post('amendments/:id/lines')
  @HttpCode(200)
  @Policy('amendment.edit')
  @TakesId()
  @TakesCommand(true)
  @Answers(amendmentLineWrittenView)
  async addLine(@Id() id: string, @Body() body: AmendmentLineBody, @Call() call: CommandCall) {
    const line = settled(lineOfBody(body));
    return this.commands.run(call, (act) => addAmendmentLine(act, { amendmentId: id, line }), { kind: 'amendment', id });
  }

  @Post('amendments/:id/lines/:lineId/change')
  @HttpCode(200)
  @Policy('amendment.edit')
  @TakesId()
  @TakesId('lineId')
  @TakesCommand(true)
  @Answers(amendmentLineWrittenView)
  async changeLine(@Id() id: string, @Id('lineId') lineId: string, @Body() body: AmendmentLineBody, @Call() call: CommandCall) {
    const input = { amendmentId: id, lineId, line: settled(lineOfBody(body)) };
    return this.commands.run(call, (act) => changeAmendmentLine(act, input), { kind: 'amendment', id });
  }

  @Post('amendments/:id/lines/:lineId/removal')
  @HttpCode(200)
  @Policy('amendment.edit')
  @TakesId()
  @TakesId('lineId')
  @TakesCommand(true)
  @Answers(amendmentLineWrittenView)
  async removeLine(@Id() id: string, @Id('lineId') lineId: string, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => removeAmendmentLine(act, { amendmentId: id, lineId }), { kind: 'amendment', id });
  }

  @Post('amendments/:id/submission')
  @HttpCode(200)
  @Policy('amendment.submit')
  @TakesId()
  @TakesCommand(true)
  @Answers(amendmentSubmittedView)
  async submit(@Id() id: string, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => submitAmendment(act, { amendmentId: id }), { kind: 'amendment', id });
  }
}
