import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from './answers';
import { RefusalProblem } from './problem';
import { object, oneOf } from './views';

const liveView = object('Alive', { status: oneOf('up') });
const healthView = object('Health', { status: oneOf('up'), database: oneOf('up') });

@ApiTags('运行')
@Controller('api/health')
export class HealthController {
  constructor(private readonly api: ApiContext) {}

  /** The process answers: for a restart decision. */
  @Get('live')
  @Policy('health.read')
  @Answers(liveView)
  live() {
    return Promise.resolve({ status: 'up' });
  }

  /** PostgreSQL answers too: for sending people here. Temporal is not asked, since nothing here needs it. */
  @Get(['', 'ready'])
  @Policy('health.read')
  @Answers(healthView)
  async ready() {
    try {
      await this.api.deps.database.query('select 1');
    } catch {
      // The pool's error names the host; the answer says only that it is away.
      throw new RefusalProblem({ code: 'SERVER.UNAVAILABLE', params: {} }, [], 503);
    }
    return { status: 'up', database: 'up' };
  }
}
