import { id, instant, object, text, whole } from '../http/views';

export const evidenceFields = {
  id,
  fileName: text,
  mediaType: text,
  size: whole,
  sha256: text,
  addedAt: instant,
  addedBy: text,
};

export const evidenceView = object('Evidence', evidenceFields);
