import { EvidenceBody } from '../files/evidence.dto';
import { DayField, FactField, IdField, ListField, TextField, WordField } from '../http/fields';
import { PageQuery } from '../http/page-query';
import { UnitProblemBody } from '../instruments/instrument.dto';

const STANDINGS = ['underWay', 'late', 'continuing', 'rectified', 'struckOff'] as const;

export class RectificationQuery extends PageQuery {
  @IdField('责任单位', { optional: true })
  unitId?: string;

  @IdField('计划', { optional: true })
  planId?: string;

  @TextField('问题来源', { optional: true, max: 40 })
  sourceKind?: string;

  @IdField('来源文书', { optional: true })
  sourceId?: string;

  @WordField('整改状态', STANDINGS, { optional: true })
  standing?: (typeof STANDINGS)[number];

  @TextField('关键词', { optional: true, max: 100 })
  text?: string;
}

export class NewRectificationBody extends UnitProblemBody {
  @IdField('计划', { optional: true })
  planId?: string;

  @TextField('问题来源', { max: 40 })
  sourceKind!: string;

  @IdField('来源文书', { optional: true })
  sourceId?: string;

  @TextField('来源说明', { optional: true, max: 400 })
  sourceNote?: string;
}

export class AmendRectificationBody {
  @TextField('责任人', { optional: true, max: 60 })
  owner?: string;

  @TextField('整改目标', { optional: true, max: 2000 })
  goal?: string;

  @TextField('整改措施', { optional: true, max: 4000 })
  measure?: string;

  @WordField('整改性质', ['normal', 'continuing'], { optional: true })
  nature?: 'normal' | 'continuing';

  @DayField('整改时限', { optional: true })
  dueOn?: string;

  @TextField('调整理由', { max: 2000 })
  reason!: string;
}

export class RectifiedBody {
  @TextField('整改情况', { max: 4000 })
  measure!: string;

  @ListField('佐证材料', () => EvidenceBody, { optional: true, max: 50 })
  evidence?: EvidenceBody[];
}

export class CheckBody {
  @FactField('是否通过核查')
  accepted!: boolean;

  @TextField('核查意见', { optional: true, max: 2000 })
  opinion?: string;
}

export class ReopenBody {
  @TextField('反弹情况', { max: 4000 })
  problem!: string;

  @DayField('整改时限', { optional: true })
  dueOn?: string;
}
