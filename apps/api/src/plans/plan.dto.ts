import { IdField, ListField, TextField, WordField } from '../http/fields';

export class IssueBody {
  @TextField('文号', { optional: true, max: 60 })
  docNumber?: string;
}

/** 年度销号 of a long-term item. */
export class YearEndClosingBody {
  @IdField('任务')
  taskId!: string;

  @WordField('年度完成情况', ['done', 'partly', 'notDone'])
  outcome!: 'done' | 'partly' | 'notDone';

  @TextField('说明', { max: 1000 })
  note!: string;
}

export class WrapUpBody {
  @IdField('结转到的计划', { optional: true })
  intoPlanId?: string;

  /** Long-term items that are closed for the year; what is open and not named here is carried over. */
  @ListField('年度销号的事项', () => YearEndClosingBody, { optional: true, max: 2000 })
  closings?: YearEndClosingBody[];
}
