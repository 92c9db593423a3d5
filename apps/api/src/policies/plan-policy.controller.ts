import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { changePlanPolicy, previewPlanPolicy, rehearsePlan, type PlanPolicyPreview, type Scope } from '@duban/application';
import { comparePolicies, rehearsalInWords } from '@duban/wording';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';
import { ChangePolicyBody, PolicyChangeQuery, RehearsalQuery } from './policy.dto';
import { policyChangedView, policyChangeView } from './policy.views';
import { rehearsalView } from './rehearsal.views';

/** By which policy a plan goes: the difference before a change, the change, and a rehearsal of the year. */
@ApiTags('督办制度')
@Controller('api/plans/:id')
export class PlanPolicyController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  /** What changing to another version would do: which unfired rungs move, appear or go. Nothing is written. */
  @Get('policy-change')
  @Policy('plan.changePolicy')
  @TakesId()
  @Answers(policyChangeView)
  async preview(@Id() id: string, @Query() query: PolicyChangeQuery, @InScope() scope: Scope) {
    const input = { planId: id, policyVersionId: query.to };
    return shown(found(await reading(this.api, (tx, { nowMs }) => previewPlanPolicy(tx, scope, input, nowMs)), 'PLAN.UNKNOWN'));
  }

  @Post('policy')
  @HttpCode(200)
  @Policy('plan.changePolicy')
  @TakesId()
  @TakesCommand(true)
  @Answers(policyChangedView)
  async change(@Id() id: string, @Body() body: ChangePolicyBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => changePlanPolicy(act, { planId: id, ...body }), { kind: 'plan', id });
  }

  /** 推演: who would be told what on which day; nothing is written. */
  @Get('rehearsal')
  @Policy('plan.rehearse')
  @TakesId()
  @Answers(rehearsalView)
  async rehearsal(@Id() id: string, @Query() query: RehearsalQuery, @InScope() scope: Scope) {
    const { issueOn = null, policyVersionId = null, done = 0 } = query;
    const request = { planId: id, issueOn, policyVersionId, donePercent: done };
    const result = await reading(this.api, (tx, { nowMs }) => rehearsePlan(tx, scope, request, nowMs));
    return rehearsalInWords(found(result, 'PLAN.UNKNOWN'));
  }
}

function shown({ before, after, obligations, lines }: PlanPolicyPreview) {
  const names = new Map([...before.ladder, ...after.ladder].map((rung) => [rung.key, rung.name]));
  const sums = new Map<string, { moved: number; added: number; dropped: number; superseded: number }>();
  for (const line of lines) {
    for (const rung of line.rungs) {
      const sum = sums.get(rung.key) ?? { moved: 0, added: 0, dropped: 0, superseded: 0 };
      sums.set(rung.key, { ...sum, [rung.change]: sum[rung.change] + 1 });
    }
  }
  return {
    obligations,
    differences: comparePolicies(before, after),
    rungs: [...sums].map(([key, sum]) => ({ key, name: names.get(key) ?? key, ...sum })),
    lines: lines.map((line) => ({
      ...line,
      rungs: line.rungs.map((rung) => ({ ...rung, name: names.get(rung.key) ?? rung.key })),
    })),
  };
}
