import type { NewEvidence } from '@duban/application';
import type { ApiContext } from '../api-context';
import { TextField } from '../http/fields';
import { RefusalProblem } from '../http/problem';
import { fileNameFrom } from './file-name';
import { readUploadTicket } from './upload-ticket';

/** A file that was uploaded by the same person before. */
export class EvidenceBody {
  @TextField('附件凭据', { max: 200 })
  ticket!: string;

  @TextField('附件名称', { max: 400 })
  fileName!: string;
}

/** The files that a request attaches, each by a ticket of the person who attaches it. */
export function evidenceOf(api: ApiContext, personId: string, files: readonly EvidenceBody[] | undefined): NewEvidence[] {
  return (files ?? []).map((file) => {
    const fileName = fileNameFrom(file.fileName);
    const sha256 = readUploadTicket(api.secret, file.ticket, personId);
    if (sha256 === null) throw new RefusalProblem({ code: 'EVIDENCE.UNKNOWN_FILE', params: { fileName } });
    return { sha256, fileName };
  });
}
