import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { listInstruments, readInstrument, type Scope } from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { FactQuery, TextField } from '../http/fields';
import { Id, TakesId } from '../http/id';
import { PageQuery } from '../http/page-query';
import { found, reading } from '../http/reading';
import { instrumentListView, instrumentView } from './instrument.views';

export class InstrumentQuery extends PageQuery {
  @TextField('文书种类', { optional: true, max: 40 })
  kind?: string;

  @FactQuery('是否在办')
  isOpen?: boolean;
}

@ApiTags('督办文书')
@Controller('api/instruments')
export class InstrumentsController {
  constructor(private readonly api: ApiContext) {}

  @Get()
  @Policy('instrument.list')
  @Answers(instrumentListView)
  async list(@Query() query: InstrumentQuery, @InScope() scope: Scope) {
    const limit = query.limit ?? 50;
    const { kind, isOpen } = query;
    const items = await reading(this.api, (tx) => listInstruments(tx, scope, { kind, isOpen }, query.after ?? null, limit + 1));
    const shown = items.slice(0, limit);
    return { items: shown, next: items.length > limit ? (shown.at(-1)?.id ?? null) : null };
  }

  @Get(':id')
  @Policy('instrument.read')
  @TakesId()
  @Answers(instrumentView)
  async read(@Id() id: string, @InScope() scope: Scope) {
    const { row, ...detail } = found(await reading(this.api, (tx) => readInstrument(tx, scope, id)), 'INSTRUMENT.UNKNOWN');
    return { ...row, ...detail };
  }
}
