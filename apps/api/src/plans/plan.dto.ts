import { DayField, IdField, ListField, TextField, WholeField } from '../http/fields';

export class IssueBody {
  @TextField('文号', { optional: true, max: 60 })
  docNumber?: string;
}

export class WrapUpBody {
  @IdField('结转到的计划', { optional: true })
  intoPlanId?: string;
}

export class ImportQuery {
  @WholeField('计划年度', 1990, 2100)
  year!: number;
}

export class NamedUnitBody {
  @TextField('文中单位名称', { max: 200 })
  name!: string;

  @IdField('对应单位')
  unitId!: string;
}

export class RowDayBody {
  @WholeField('条目序号', 1, 10_000)
  row!: number;

  @DayField('完成日期')
  dueOn!: string;
}

export class ConfirmImportBody {
  @TextField('计划标题', { max: 200 })
  title!: string;

  @TextField('文号', { optional: true, max: 60 })
  docNumber?: string;

  @ListField('单位对应', () => NamedUnitBody, { optional: true, max: 2000 })
  units?: NamedUnitBody[];

  @IdField('未写明单位的条目的牵头单位', { optional: true })
  leadUnitId?: string;

  @ListField('补充日期', () => RowDayBody, { optional: true, max: 10_000 })
  days?: RowDayBody[];
}
