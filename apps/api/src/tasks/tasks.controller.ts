import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { readTask, readTaskClock, readTaskEvents, type Scope } from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';
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

  /** Each rung of what is owed under the task: armed, fired, skipped, held or superseded, when and why. */
  @Get(':id/clock')
  @Policy('task.clock')
  @TakesId()
  @Answers(clockView)
  async clock(@Id() id: string, @InScope() scope: Scope) {
    const clocks = await reading(this.api, (tx, { nowMs }) => readTaskClock(tx, scope, id, nowMs));
    return { obligations: found(clocks, 'TASK.UNKNOWN') };
  }

  @Get(':id/events')
  @Policy('task.events')
  @TakesId()
  @Answers(eventsView)
  async events(@Id() id: string, @InScope() scope: Scope) {
    return { items: found(await reading(this.api, (tx) => readTaskEvents(tx, scope, id)), 'TASK.UNKNOWN') };
  }
}
