import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  archivePlan,
  isOffice,
  issuePlan,
  listPlans,
  readCarriedOver,
  readPlan,
  readWrapUp,
  submitPlan,
  wrapUpPlan,
  type Scope,
} from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';
import { id, maybe, object, whole } from '../http/views';
import { IssueBody, WrapUpBody } from './plan.dto';
import { carriedOverView, planListView, planView, wrapUpView } from './plan.views';

const submittedView = object('PlanSubmitted', { signOffId: id });
const issuedView = object('PlanIssued', { planId: id, obligations: whole });
const wrappedUpView = object('PlanWrappedUp', { carriedOver: whole, closed: whole, intoPlanId: maybe(id) });
const archivedView = object('PlanArchived', { archived: whole });

@ApiTags('计划')
@Controller('api/plans')
export class PlansController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Policy('plan.list')
  @Answers(planListView)
  async list(@InScope() scope: Scope) {
    const items = await reading(this.api, (tx, { nowMs }) => listPlans(tx, scope, nowMs));
    return { items, actions: isOffice(scope.actor) ? ['import', 'open'] : [] };
  }

  @Get(':id')
  @Policy('plan.read')
  @TakesId()
  @Answers(planView)
  async read(@Id() id: string, @InScope() scope: Scope) {
    return found(await reading(this.api, (tx, { nowMs }) => readPlan(tx, scope, id, nowMs)), 'PLAN.UNKNOWN');
  }

  @Post(':id/submission')
  @HttpCode(200)
  @Policy('plan.submit')
  @TakesId()
  @TakesCommand(true)
  @Answers(submittedView)
  async submit(@Id() id: string, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => submitPlan(act, { planId: id }), { kind: 'plan', id });
  }

  @Post(':id/issue')
  @HttpCode(200)
  @Policy('plan.issue')
  @TakesId()
  @TakesCommand(true)
  @Answers(issuedView)
  async issue(@Id() id: string, @Body() body: IssueBody, @Call() call: CommandCall) {
    const input = { planId: id, docNumber: body.docNumber ?? null };
    return this.commands.run(call, (act) => issuePlan(act, input), { kind: 'plan', id });
  }

  /** What a 收官 made now would carry over, and which long-term items could be closed for the year instead. */
  @Get(':id/wrap-up')
  @Policy('plan.wrapUp')
  @TakesId()
  @Answers(wrapUpView)
  async openAtYearEnd(@Id() id: string, @InScope() scope: Scope) {
    return found(await reading(this.api, (tx, { nowMs }) => readWrapUp(tx, scope, id, nowMs)), 'PLAN.UNKNOWN');
  }

  /** 结转: what came to this plan from earlier ones, and what went from it at its 收官. */
  @Get(':id/carried-over')
  @Policy('plan.read')
  @TakesId()
  @Answers(carriedOverView)
  async carriedOver(@Id() id: string, @InScope() scope: Scope) {
    return found(await reading(this.api, (tx, { nowMs }) => readCarriedOver(tx, scope, id, nowMs)), 'PLAN.UNKNOWN');
  }

  @Post(':id/wrap-up')
  @HttpCode(200)
  @Policy('plan.wrapUp')
  @TakesId()
  @TakesCommand(true)
  @Answers(wrappedUpView)
  async wrapUp(@Id() id: string, @Body() body: WrapUpBody, @Call() call: CommandCall) {
    const input = { planId: id, intoPlanId: body.intoPlanId ?? null, closings: body.closings ?? [] };
    return this.commands.run(call, (act) => wrapUpPlan(act, input), { kind: 'plan', id });
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Policy('plan.archive')
  @TakesId()
  @TakesCommand(true)
  @Answers(archivedView)
  async archive(@Id() id: string, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => archivePlan(act, { planId: id }), { kind: 'plan', id });
  }
}
