import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { parseSupposed } from '@duban/domain';
import { readTask, readTaskClock, readTaskEvents, readWhatIf, type Scope } from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';
import { settled } from '../http/command-call';
import { ClockQuery } from './task.dto';
import { clockView, eventsView, taskView } from './task.views';

@ApiTags('任务')
@Controller('api/tasks')
export class TasksController {
  constructor(private readonly api: ApiContext) {}

  @Get(':id')
  @Policy('task.read')
  @TakesId()
  @Answers(taskView)
  async read(@Id() id: string, @InScope() scope: Scope) {
    return found(await reading(this.api, (tx, { nowMs }) => readTask(tx, scope, id, nowMs)), 'TASK.UNKNOWN');
  }

  /**
   * Each rung of what is owed under the task: armed, fired, skipped, held or superseded, when and why; with `if`, also what that act
   * would do if it were made today, as a difference.
   */
  @Get(':id/clock')
  @Policy('task.clock')
  @TakesId()
  @Answers(clockView)
  async clock(@Id() id: string, @Query() query: ClockQuery, @InScope() scope: Scope) {
    const clocks = await reading(this.api, (tx, { nowMs }) => readTaskClock(tx, scope, id, nowMs));
    const obligations = found(clocks, 'TASK.UNKNOWN');
    if (query.if === undefined) return { obligations, whatIf: null };
    const whatIf = await readWhatIf(this.api.deps, scope, id, settled(parseSupposed(query.if)), query.share ?? null);
    return { obligations, whatIf: settled(found(whatIf, 'TASK.UNKNOWN')) };
  }

  @Get(':id/events')
  @Policy('task.events')
  @TakesId()
  @Answers(eventsView)
  async events(@Id() id: string, @InScope() scope: Scope) {
    return { items: found(await reading(this.api, (tx) => readTaskEvents(tx, scope, id)), 'TASK.UNKNOWN') };
  }
}
