import { readingRemark } from '@duban/wording';
import type { Doubt, Place } from '../source';

/** A doubt with its Chinese sentence. */
export const doubt = (place: Place, code: string, params: Readonly<Record<string, unknown>> = {}): Doubt => ({
  place,
  code,
  message: readingRemark(code, params),
});
