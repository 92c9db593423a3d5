import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyReply } from 'fastify';
import { readEvidence, storeFile, type Scope } from '@duban/application';
import { withTransaction } from '@duban/database';
import { InScope, sessionOf, type CallerRequest } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Call, settled, TakesCommand, type CommandCall } from '../http/command-call';
import { Id } from '../http/id';
import { RefusalProblem } from '../http/problem';
import { object, text, whole } from '../http/views';
import { fileKindOf } from './file-kind';
import { MAX_FILE_BYTES } from './file-limits';
import { dispositionOf, fileNameFrom } from './file-name';
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
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
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

/** The one file of a multipart request. */
export async function receivedFile(request: CallerRequest): Promise<{ fileName: string; content: Buffer }> {
  if (!request.isMultipart()) throw new RefusalProblem({ code: 'FILE.NONE', params: {} });
  let file: MultipartFile | undefined;
  try {
    file = await request.file();
    if (!file) throw new RefusalProblem({ code: 'FILE.NONE', params: {} });
    return { fileName: fileNameFrom(file.filename), content: await file.toBuffer() };
  } catch (error) {
    if ((error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE') {
      throw new RefusalProblem({ code: 'FILE.TOO_LARGE', params: { limitMb: MAX_FILE_BYTES / 1024 / 1024 } });
    }
    throw error;
  }
}
