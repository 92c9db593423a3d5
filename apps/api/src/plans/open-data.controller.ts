import { Controller, Get, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { openPlanFile, openPlanSchemaFile, type Scope } from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { JSON_SCHEMA, OPEN_DATA } from '../files/media-types';
import { sendFile } from '../files/send-file';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';

@ApiTags('公开数据')
@Controller('api')
export class OpenDataController {
  constructor(private readonly api: ApiContext) {}

  /** The whole plan by the published schema, and once it is issued what was done under it. */
  @Get('plans/:id/open-data')
  @Policy('plan.openData')
  @TakesId()
  @ApiProduces(OPEN_DATA)
  async plan(@Id() id: string, @InScope() scope: Scope, @Res() reply: FastifyReply): Promise<void> {
    const file = await reading(this.api, (tx, { nowMs }) => openPlanFile(tx, scope, id, nowMs));
    await sendFile(reply, OPEN_DATA, found(file, 'PLAN.UNKNOWN'));
  }

  /** The schema (JSON Schema, draft 2020-12) that the open data keeps. */
  @Get('open-data/plan.schema.json')
  @Policy('document.read')
  @ApiProduces(JSON_SCHEMA)
  async schema(@Res() reply: FastifyReply): Promise<void> {
    await sendFile(reply, JSON_SCHEMA, openPlanSchemaFile());
  }
}
