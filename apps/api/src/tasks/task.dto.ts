import { IdField, TextField } from '../http/fields';

export class ClockQuery {
  /** `extend:2026-07-31`, `suspend`, `suspend:2026-05-01`, `resume`, `reassign:<unit>`, `return`, `cancel`, `calendar:<calendar>`. */
  @TextField('设想的办理', { optional: true, max: 100 })
  if?: string;

  @IdField('责任分工', { optional: true })
  share?: string;
}
