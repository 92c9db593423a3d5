import { id, instant, object, text, whole } from '../http/views';

export const evidenceView = object('Evidence', {
  id,
  fileName: text,
  mediaType: text,
  size: whole,
  sha256: text,
  addedAt: instant,
  addedBy: text,
});
