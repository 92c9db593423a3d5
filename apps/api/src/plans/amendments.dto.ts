import { DayField, IdField, ListField, ObjectField, TextField, WordField } from '../http/fields';
import { TaskTextBody, WorkPointBody } from './drafts.dto';
import { SHARE_ROLES } from './imports.views';

export class AmendmentHeadBody {
  @TextField('调整依据', { max: 500 })
  basis!: string;

  @TextField('调整理由', { max: 2000 })
  reason!: string;

  @DayField('依据日期')
  decidedOn!: string;
}

export class AddedShareBody {
  @IdField('单位')
  unitId!: string;

  @WordField('责任', SHARE_ROLES)
  role!: (typeof SHARE_ROLES)[number];

  /** Absent: the task's day. */
  @DayField('本单位完成日期', { optional: true })
  dueOn?: string;
}

export class AddedTaskBody extends TaskTextBody {
  @ListField('责任单位', () => AddedShareBody, { max: 200 })
  units!: AddedShareBody[];
}

const KINDS = ['addPoint', 'addTask', 'addShare', 'changeTask', 'takeShare', 'withdrawTask'] as const;

/** One line. Which fields it needs follows from its kind; what lacks is refused. */
export class AmendmentLineBody {
  @WordField('调整方式', KINDS)
  kind!: (typeof KINDS)[number];

  @IdField('所属条目', { optional: true })
  workPointId?: string;

  @IdField('任务', { optional: true })
  taskId?: string;

  @IdField('责任分工', { optional: true })
  assignmentId?: string;

  @TextField('理由', { optional: true, max: 1000 })
  grounds?: string;

  @ObjectField('条目', () => WorkPointBody, { optional: true })
  point?: WorkPointBody;

  @ListField('任务', () => AddedTaskBody, { optional: true, max: 200 })
  tasks?: AddedTaskBody[];

  @ObjectField('责任单位', () => AddedShareBody, { optional: true })
  share?: AddedShareBody;

  /** The whole text as it shall be; only what differs from the text in force is kept as the change. */
  @ObjectField('任务内容', () => TaskTextBody, { optional: true })
  text?: TaskTextBody;
}
