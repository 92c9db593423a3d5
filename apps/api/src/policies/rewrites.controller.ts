import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  isOffice,
  listJobs,
  readJob,
  settleEarlierDue,
  type RewriteJob,
  type RewriteJobLine,
  type Scope,
} from '@duban/application';
import { DUE_SET_OTHERWISE, owedWords } from '@duban/wording';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';
import { listOf, object } from '../http/views';
import { SettleEarlierDueBody } from './policy.dto';
import { jobDetailView, jobView, settledView } from './policy.views';

const jobListView = object('RewriteJobList', { items: listOf(jobView) });

/** The jobs that rewrite what is open after a policy or a calendar has changed, each with its exact list. */
@ApiTags('督办制度')
@Controller('api/rewrites')
export class RewritesController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Policy('rewrite.read')
  @Answers(jobListView)
  async list(@InScope() scope: Scope) {
    return { items: (await reading(this.api, (tx) => listJobs(tx, scope))).map(jobShown) };
  }

  @Get(':id')
  @Policy('rewrite.read')
  @TakesId()
  @Answers(jobDetailView)
  async read(@Id() id: string, @InScope() scope: Scope) {
    const job = found(await reading(this.api, (tx) => readJob(tx, scope, id)), 'REWRITE.UNKNOWN');
    const waits = job.lines.some((line) => line.outcome === 'waiting');
    return {
      ...jobShown(job),
      unchanged: job.unchanged,
      lines: job.lines.map((line) => lineShown(line, job.rungNames)),
      actions: waits && isOffice(scope.actor) ? ['settle'] : [],
    };
  }

  /** A day that was certain and would come earlier: the office lets it move or keeps it (decision D4.4). */
  @Post(':id/settlement')
  @HttpCode(200)
  @Policy('rewrite.settle')
  @TakesId()
  @TakesCommand()
  @Answers(settledView)
  async settle(@Id() id: string, @Body() body: SettleEarlierDueBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => settleEarlierDue(act, { jobId: id, ...body }));
  }
}

const jobShown = ({ progress, ...job }: RewriteJob) => ({ ...job, ...progress });

const lineShown = (line: RewriteJobLine, rungNames: ReadonlyMap<string, string>) => ({
  obligationId: line.obligationId,
  outcome: line.outcome,
  what: owedWords(line.kind, line.taskTitle, line.period),
  taskId: line.taskId,
  unitName: line.unitName,
  from: line.line.due?.from ?? null,
  to: line.line.due?.to ?? null,
  error: line.line.error ?? null,
  reason: line.line.reason ?? (line.line.because === 'setOtherwise' ? DUE_SET_OTHERWISE : null),
  rungs: line.line.rungs.map((rung) => ({ ...rung, name: rungNames.get(rung.key) ?? rung.key })),
});
