import { createHash } from 'node:crypto';
import { Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  importRoster,
  passwordOf,
  previewRoster,
  readAdministration,
  readFilledRoster,
  rosterFile,
  type Scope,
} from '@duban/application';
import { InScope, sessionOf } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { XLSX } from '../files/media-types';
import { receivedFile, TakesFile } from '../files/received-file';
import { sendFile } from '../files/send-file';
import { Answers } from '../http/answers';
import { Call, settled, TakesCommand, type CommandCall } from '../http/command-call';
import { TextField } from '../http/fields';
import { found, reading } from '../http/reading';
import { listOf, object, oneOf, text, whole } from '../http/views';

export class RosterSeenQuery {
  /** The mark of the preview that was confirmed. */
  @TextField('预览编号', { max: 64 })
  seen!: string;
}

const previewView = object('RosterPreview', {
  mark: text,
  added: whole,
  changed: whole,
  changes: listOf(object('RosterChange', { kind: oneOf('added', 'changed'), sheet: text, row: whole, text })),
  faults: listOf(object('RosterFault', { sheet: text, cell: text, reason: text, mend: text })),
});

const importedView = object('RosterImported', {
  added: whole,
  changed: whole,
  people: listOf(object('RosterNewPerson', { name: text, login: text, password: text })),
});

/** Units, posts and people from a workbook of the office's own. */
@ApiTags('系统管理')
@Controller('api/administration/roster')
export class RosterController {
  constructor(private readonly api: ApiContext) {}

  /** The workbook: the roster as it stands, room below it, choices, instructions. */
  @Get()
  @Policy('admin.roster')
  @ApiProduces(XLSX)
  async sheet(@InScope() scope: Scope, @Res() reply: FastifyReply): Promise<void> {
    const roster = await reading(this.api, (tx, { today }) => readAdministration(tx, scope, today));
    await sendFile(reply, XLSX, await rosterFile(found(roster, 'ACCESS.UNKNOWN')));
  }

  /** What a roster would add and change, and every cell that cannot be taken; nothing is written. */
  @Post('preview')
  @HttpCode(200)
  @Policy('admin.roster')
  @TakesCommand()
  @TakesFile()
  @Answers(previewView)
  async preview(@InScope() scope: Scope, @Call() call: CommandCall) {
    const { fileName, content } = await receivedFile(call.request);
    const read = settled(await readFilledRoster(content, fileName));
    return settled(await previewRoster(this.api.deps, scope, read));
  }

  /** Takes the roster in, all or nothing. The first passwords of new people are in this answer only, and in its repetition. */
  @Post('import')
  @HttpCode(200)
  @Policy('admin.roster')
  @TakesCommand()
  @TakesFile()
  @Answers(importedView)
  async import(@Query() { seen }: RosterSeenQuery, @Call() { request, key }: CommandCall) {
    const { fileName, content } = await receivedFile(request);
    const read = settled(await readFilledRoster(content, fileName));
    const { actor, personId } = sessionOf(request);
    const route = `${request.method} ${request.routeOptions.url ?? request.url}`;
    const digest = createHash('sha256').update(content).digest('hex');
    const passwordFor = (login: string): string => passwordOf(this.api.secret, `${personId}\n${route}\n${key}\n${login}`);
    const imported = settled(await importRoster(this.api.deps, { actor, route, key, digest }, read, seen, passwordFor));
    return { ...imported, people: imported.people.map((each) => ({ ...each, password: passwordFor(each.login) })) };
  }
}
