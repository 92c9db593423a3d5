import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { instrumentPaper, type Scope } from '@duban/application';
import type { InstrumentPaper } from '@duban/wording';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { DOCX } from '../files/media-types';
import { sendFile } from '../files/send-file';
import { IdField, WordField } from '../http/fields';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';

const PAPERS = ['urging', 'supervisionOrder', 'summons', 'summonsMinutes', 'listing', 'delisting', 'bulletin'] as const;

export class PaperQuery {
  @WordField('文书', PAPERS)
  paper!: InstrumentPaper;

  @IdField('被督办单位', { optional: true })
  targetId?: string;
}

@ApiTags('督办文书')
@Controller('api/instruments/:id/paper')
export class PapersController {
  constructor(private readonly api: ApiContext) {}

  /** The paper as .docx: before 签发 as 送审稿 without a number, after it with number and date. */
  @Get()
  @Policy('instrument.paper')
  @TakesId()
  @ApiProduces(DOCX)
  async paper(@Id() id: string, @Query() query: PaperQuery, @InScope() scope: Scope, @Res() reply: FastifyReply): Promise<void> {
    const paper = await reading(this.api, (tx, { today }) =>
      instrumentPaper(tx, scope, { instrumentId: id, paper: query.paper, targetId: query.targetId ?? null, today }),
    );
    await sendFile(reply, DOCX, found(paper, 'INSTRUMENT.UNKNOWN'));
  }
}
