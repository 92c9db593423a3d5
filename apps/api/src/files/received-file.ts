import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { MultipartFile } from '@fastify/multipart';
import type { CallerRequest } from '../access/caller';
import { RefusalProblem } from '../http/problem';
import { MAX_FILE_BYTES } from './file-limits';
import { fileNameFrom } from './file-name';

/** Says in the OpenAPI document that the request brings one file. */
export const TakesFile = (): MethodDecorator =>
  applyDecorators(
    ApiConsumes('multipart/form-data'),
    ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } }),
  );

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
