import { Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { readEvidence, storeFile, type Scope } from '@duban/application';
import { withTransaction } from '@duban/database';
import { InScope, sessionOf } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Call, settled, TakesCommand, type CommandCall } from '../http/command-call';
import { Id, TakesId } from '../http/id';
import { RefusalProblem } from '../http/problem';
import { object, text, whole } from '../http/views';
import { fileKindOf } from './file-kind';
import { dispositionOf } from './file-name';
import { receivedFile, TakesFile } from './received-file';
import { uploadTicket } from './upload-ticket';

const uploadedView = object('UploadedFile', { ticket: text, fileName: text, mediaType: text, size: whole, sha256: text });

@ApiTags('附件')
@Controller('api/files')
export class FilesController {
  constructor(private readonly api: ApiContext) {}

  /** Stores a file and gives the ticket by which this person may attach it. Storing the same bytes again changes nothing. */
  @Post()
  @HttpCode(200)
  @Policy('file.upload')
  @TakesCommand()
  @TakesFile()
  @Answers(uploadedView)
  async upload(@Call() call: CommandCall) {
    const { fileName, content } = await receivedFile(call.request);
    const mediaType = settled(await fileKindOf(content, fileName));
    const { sha256, size } = await storeFile(this.api.deps, content, mediaType);
    const { personId } = sessionOf(call.request);
    return { ticket: uploadTicket(this.api.secret, sha256, personId), fileName, mediaType, size, sha256 };
  }

  /** Always as a download: nothing that was uploaded is ever shown in the place of a page. */
  @Get(':id')
  @Policy('file.read')
  @TakesId()
  @ApiProduces('application/octet-stream')
  async read(@Id() id: string, @InScope() scope: Scope, @Res() reply: FastifyReply): Promise<void> {
    const found = await withTransaction(this.api.deps.database, (tx) => readEvidence(tx, scope, id));
    const content = found && (await this.api.deps.files.get(found.sha256));
    if (!found || !content) throw new RefusalProblem({ code: 'FILE.UNKNOWN', params: {} });
    await reply
      .header('Content-Type', found.mediaType === 'text/plain' ? 'application/octet-stream' : found.mediaType)
      .header('Content-Disposition', dispositionOf(found.fileName))
      .header('X-Content-Type-Options', 'nosniff')
      .header('Cache-Control', 'private, no-store')
      .send(Buffer.from(content));
  }
}
