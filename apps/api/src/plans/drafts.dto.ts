import { DayField, IdField, ListField, TextField, WholeField, WordField } from '../http/fields';
import { CorrectedShareBody, MilestoneBody } from './imports.dto';
import { CYCLES } from './imports.views';

export class DraftHeadBody {
  @WholeField('计划年度', 1990, 2100)
  year!: number;

  @TextField('计划标题', { max: 200 })
  title!: string;

  @TextField('文号', { optional: true, max: 60 })
  docNumber?: string;

  @IdField('督办制度版本', { optional: true })
  policyVersionId?: string;
}

export class WorkPointBody {
  @TextField('章节', { optional: true, max: 200 })
  chapter?: string;

  @TextField('编号', { optional: true, max: 40 })
  label?: string;

  @TextField('条目标题', { max: 400 })
  heading!: string;

  @TextField('条目原文', { optional: true, max: 10_000 })
  text?: string;
}

export class NewWorkPointBody extends WorkPointBody {
  /** Absent: at the end. */
  @IdField('排在哪一条之后', { optional: true })
  afterId?: string;
}

export class MoveBody {
  /** Absent: at the head. */
  @IdField('排在哪一条之后', { optional: true })
  afterId?: string;
}

/** A task's text, as it is drafted and as an amendment writes it anew. */
export class TaskTextBody {
  @TextField('任务内容', { max: 4000 })
  title!: string;

  @TextField('成果形式', { optional: true, max: 1000 })
  deliverable?: string;

  @WordField('时限类型', ['date', 'longTerm'])
  deadlineKind!: 'date' | 'longTerm';

  @TextField('时限原文', { optional: true, max: 200 })
  deadlinePhrase?: string;

  @DayField('完成日期', { optional: true })
  dueOn?: string;

  @WordField('填报周期', CYCLES, { optional: true })
  cycle?: (typeof CYCLES)[number];
}

export class DraftTaskBody extends TaskTextBody {
  @ListField('责任单位', () => CorrectedShareBody, { max: 200 })
  units!: CorrectedShareBody[];

  @ListField('阶段节点', () => MilestoneBody, { optional: true, max: 100 })
  milestones?: MilestoneBody[];
}

export class MoveTaskBody extends MoveBody {
  @IdField('所属条目')
  pointId!: string;
}

export class PhraseQuery {
  @TextField('时限', { max: 200 })
  phrase!: string;

  @WholeField('计划年度', 1990, 2100)
  year!: number;
}
