import { EvidenceBody } from '../files/evidence.dto';
import { DayField, DecimalField, IdField, ListField, TextField, WordField } from '../http/fields';

export class FigureBody {
  @TextField('指标名称', { max: 100 })
  name!: string;

  @WordField('指标类型', ['count', 'amount', 'ratio'])
  kind!: 'count' | 'amount' | 'ratio';

  @TextField('计量单位', { max: 20 })
  unit!: string;

  @DecimalField('数值', { optional: true })
  value?: string;

  @DecimalField('分子', { optional: true })
  numerator?: string;

  @DecimalField('分母', { optional: true })
  denominator?: string;
}

export class ReportProgressBody {
  @TextField('报告期', { optional: true, max: 10 })
  period?: string;

  @TextField('进展情况')
  text!: string;

  @TextField('存在问题', { optional: true })
  problems?: string;

  @TextField('下一步打算', { optional: true })
  nextSteps?: string;

  @ListField('数据', () => FigureBody, { optional: true, max: 100 })
  figures?: FigureBody[];

  @ListField('佐证材料', () => EvidenceBody, { optional: true, max: 50 })
  evidence?: EvidenceBody[];
}

export class FileCompletionBody {
  @TextField('办结情况说明')
  text!: string;

  @ListField('佐证材料', () => EvidenceBody, { optional: true, max: 50 })
  evidence?: EvidenceBody[];
}

export class AskExtensionBody {
  @DayField('申请延至日期')
  untilOn!: string;

  @TextField('延期理由', { max: 2000 })
  reason!: string;
}

export class ExplainLateBody {
  @TextField('逾期原因', { max: 2000 })
  reason!: string;

  @DayField('预计完成日期', { optional: true })
  expectedOn?: string;
}

export class ReassignBody {
  @IdField('承办单位')
  toUnitId!: string;

  @DayField('完成时限', { optional: true })
  dueOn?: string;

  @TextField('理由', { max: 2000 })
  grounds!: string;
}

export class GroundsBody {
  @TextField('理由', { max: 2000 })
  grounds!: string;
}
