import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { defineIndicator, readCellSources, readOverview, readPlanTargets, readRollUpPage, type Scope } from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';
import { id, object } from '../http/views';
import { askOf, IndicatorBody, RollUpQueryDto, SourcesQuery } from './roll-up.dto';
import { overviewView, rollUpView, sourcesView, targetsView } from './roll-up.views';

const definedView = object('IndicatorDefined', { indicatorId: id });

@ApiTags('汇总')
@Controller('api')
export class RollUpController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  /** How the running plans stand today: the two rates with their bridge, the lamps, who is overdue, what is due this week. */
  @Get('overview')
  @Policy('overview.read')
  @Answers(overviewView)
  async overview(@InScope() scope: Scope) {
    return found(await reading(this.api, (tx, { nowMs }) => readOverview(tx, scope, nowMs)), 'ACCESS.UNKNOWN');
  }

  /** Signed figures added up by the places asked for; a page asks only for its part. */
  @Get('plans/:id/rollup')
  @Policy('rollup.read')
  @TakesId()
  @Answers(rollUpView)
  async rollUp(@Id() id: string, @Query() query: RollUpQueryDto, @InScope() scope: Scope) {
    const page = await reading(this.api, (tx, { nowMs }) => readRollUpPage(tx, scope, id, askOf(query), nowMs));
    return found(page, 'PLAN.UNKNOWN');
  }

  /** The rows behind one cell: those that count add up to it, the others say why they do not. */
  @Get('plans/:id/rollup/sources')
  @Policy('rollup.read')
  @TakesId()
  @Answers(sourcesView)
  async sources(@Id() id: string, @Query() query: SourcesQuery, @InScope() scope: Scope) {
    const input = {
      ask: askOf(query),
      measure: { name: query.name, unit: query.measureUnit, kind: query.kind },
      after: query.after ?? null,
    };
    return found(await reading(this.api, (tx, { nowMs }) => readCellSources(tx, scope, id, input, nowMs)), 'PLAN.UNKNOWN');
  }

  /** The plan's indicators that have a target, and how each stands to it. */
  @Get('plans/:id/targets')
  @Policy('rollup.targets')
  @TakesId()
  @Answers(targetsView)
  async targets(@Id() id: string, @InScope() scope: Scope) {
    return found(await reading(this.api, (tx, { nowMs }) => readPlanTargets(tx, scope, id, nowMs)), 'PLAN.UNKNOWN');
  }

  /** Names an indicator, or sets the target of one that units report already. */
  @Post('plans/:id/indicators')
  @HttpCode(200)
  @Policy('rollup.define')
  @TakesId()
  @TakesCommand()
  @Answers(definedView)
  async define(@Id() id: string, @Body() body: IndicatorBody, @Call() call: CommandCall) {
    const { taskId = null, target = null, name, kind, unit } = body;
    return this.commands.run(call, (act) => defineIndicator(act, { planId: id, taskId, target, name, kind, unit }));
  }
}
