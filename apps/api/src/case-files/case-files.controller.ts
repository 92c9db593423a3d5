import { Controller, Get, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { caseFile, readAnchors, type Scope } from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { ZIP } from '../files/media-types';
import { sendFile } from '../files/send-file';
import { Id, TakesId } from '../http/id';
import { RefusalProblem } from '../http/problem';
import { found } from '../http/reading';

@ApiTags('案卷')
@Controller('api')
export class CaseFilesController {
  constructor(private readonly api: ApiContext) {}

  /** A closed task as one file that anyone can check off line (`duban verify FILE`). 409 while something of it is open. */
  @Get('tasks/:id/case-file')
  @Policy('task.caseFile')
  @TakesId()
  @ApiProduces(ZIP)
  task(@Id() id: string, @InScope() scope: Scope, @Res() reply: FastifyReply): Promise<void> {
    return this.send('task', id, scope, reply);
  }

  /** A closed instrument with every target's part, for whoever oversees the jurisdiction. 409 while it runs. */
  @Get('instruments/:id/case-file')
  @Policy('instrument.caseFile')
  @TakesId()
  @ApiProduces(ZIP)
  instrument(@Id() id: string, @InScope() scope: Scope, @Res() reply: FastifyReply): Promise<void> {
    return this.send('instrument', id, scope, reply);
  }

  private async send(kind: 'task' | 'instrument', id: string, scope: Scope, reply: FastifyReply): Promise<void> {
    const folder = this.api.anchorsFolder;
    const anchors = folder === null ? [] : await readAnchors(folder);
    const file = found(
      await caseFile(this.api.deps, scope, { kind, id }, anchors),
      kind === 'task' ? 'TASK.UNKNOWN' : 'INSTRUMENT.UNKNOWN',
    );
    if (!file.ok) throw new RefusalProblem(file.refusal, [], 409);
    await sendFile(reply, ZIP, file.value);
  }
}
