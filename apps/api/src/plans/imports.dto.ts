import { DayField, FactField, IdField, ListField, ObjectField, TextField, WholeField, WordField } from '../http/fields';
import { COLUMN_MEANINGS, CYCLES, SHARE_ROLES } from './imports.views';

export class ImportQuery {
  @WholeField('计划年度', 1990, 2100)
  year!: number;
}

export class ImportTargetQuery {
  /** Which plan the file is compared with; `new` with none. Absent: the likely one. */
  @TextField('比较的计划', { optional: true, max: 36 })
  plan?: string;
}

export class ColumnMeaningBody {
  @WholeField('列', 0, 16_383)
  column!: number;

  @WordField('含义', COLUMN_MEANINGS)
  meaning!: (typeof COLUMN_MEANINGS)[number];
}

export class HeaderRowBody {
  @WholeField('表头行', 1, 1_048_576)
  row!: number;
}

export class SheetChoiceBody {
  @TextField('工作表', { max: 200 })
  sheet!: string;

  @FactField('是否不读取')
  isSkipped!: boolean;

  @ListField('表头行', () => HeaderRowBody, { max: 2 })
  headerRows!: HeaderRowBody[];

  @ListField('列的含义', () => ColumnMeaningBody, { max: 200 })
  columns!: ColumnMeaningBody[];
}

export class MappingBody {
  @ListField('工作表', () => SheetChoiceBody, { max: 100 })
  sheets!: SheetChoiceBody[];
}

export class CorrectedShareBody {
  @IdField('单位')
  unitId!: string;

  @WordField('责任', SHARE_ROLES)
  role!: (typeof SHARE_ROLES)[number];
}

export class MilestoneBody {
  @TextField('节点内容', { max: 200 })
  name!: string;

  @DayField('节点日期')
  dueOn!: string;

  /** Absent: whoever leads the task. */
  @IdField('节点责任单位', { optional: true })
  unitId?: string;
}

export class RowCorrectionBody {
  @TextField('条目', { max: 300 })
  key!: string;

  /** True: as it was read; the other fields are not looked at. */
  @FactField('是否恢复原样', { optional: true })
  isReset?: boolean;

  @TextField('任务内容', { optional: true, max: 4000 })
  title?: string;

  @TextField('成果形式', { optional: true, max: 1000 })
  deliverable?: string;

  @ListField('责任单位', () => CorrectedShareBody, { optional: true, max: 200 })
  units?: CorrectedShareBody[];

  @WordField('时限类型', ['date', 'longTerm'], { optional: true })
  deadlineKind?: 'date' | 'longTerm';

  @DayField('完成日期', { optional: true })
  dueOn?: string;

  @WordField('填报周期', CYCLES, { optional: true })
  cycle?: (typeof CYCLES)[number];

  @ListField('阶段节点', () => MilestoneBody, { optional: true, max: 100 })
  milestones?: MilestoneBody[];

  @FactField('是否不导入', { optional: true })
  isLeftOut?: boolean;
}

export class UnitChoiceBody {
  @TextField('文中单位名称', { max: 200 })
  name!: string;

  /** What is done with the name: it is this unit, it is its other name, it is left out, or it is asked again. */
  @WordField('处理方式', ['unit', 'alias', 'leave', 'ask'])
  means!: 'unit' | 'alias' | 'leave' | 'ask';

  @IdField('对应单位', { optional: true })
  unitId?: string;
}

export class CorrectionsBody {
  @ListField('条目更正', () => RowCorrectionBody, { optional: true, max: 10_000 })
  rows?: RowCorrectionBody[];

  @ListField('单位对应', () => UnitChoiceBody, { optional: true, max: 2000 })
  units?: UnitChoiceBody[];

  @TextField('计划标题', { optional: true, max: 200 })
  title?: string;

  @IdField('未写明单位的条目的牵头单位', { optional: true })
  leadUnitId?: string;
}

export class KeyBody {
  @TextField('条目', { max: 300 })
  key!: string;
}

export class TaskIdBody {
  @IdField('任务')
  taskId!: string;
}

export class IntoPlanBody {
  @IdField('计划草案')
  planId!: string;

  @ListField('新增的条目', () => KeyBody, { max: 10_000 })
  added!: KeyBody[];

  @ListField('改动的任务', () => TaskIdBody, { max: 10_000 })
  changed!: TaskIdBody[];

  @ListField('去掉的任务', () => TaskIdBody, { max: 10_000 })
  vanished!: TaskIdBody[];
}

export class ConfirmImportBody {
  @TextField('计划标题', { max: 200 })
  title!: string;

  @TextField('文号', { optional: true, max: 60 })
  docNumber?: string;

  /** The draft to which the chosen changes are applied; absent: a new draft is made. */
  @ObjectField('更新已有草案', () => IntoPlanBody, { optional: true })
  into?: IntoPlanBody;
}
