import { IdField, TextField } from '../http/fields';

export class IssueBody {
  @TextField('文号', { optional: true, max: 60 })
  docNumber?: string;
}

export class WrapUpBody {
  @IdField('结转到的计划', { optional: true })
  intoPlanId?: string;
}
