import { EvidenceBody } from '../files/evidence.dto';
import {
  DayField,
  FactField,
  FactQuery,
  IdField,
  IdsField,
  InstantField,
  ListField,
  TextField,
  TextsField,
  WholeField,
  WordField,
} from '../http/fields';
import { PageQuery } from '../http/page-query';

export class InstrumentQuery extends PageQuery {
  @TextField('文书种类', { optional: true, max: 40 })
  kind?: string;

  @FactQuery('是否在办')
  isOpen?: boolean;

  @TextField('状态', { optional: true, max: 40 })
  state?: string;

  @IdField('单位', { optional: true })
  unitId?: string;

  @IdField('计划', { optional: true })
  planId?: string;

  @WholeField('年度', 1990, 2100, { optional: true })
  year?: number;

  @TextField('关键词', { optional: true, max: 100 })
  text?: string;
}

export class InstrumentUnitBody {
  @IdField('单位')
  unitId!: string;

  @TextField('事项', { optional: true, max: 2000 })
  text?: string;

  @IdField('逾期未办结的事项', { optional: true })
  obligationId?: string;
}

/** One problem for the 整改问题清单. */
export class ProblemBody {
  @TextField('存在问题', { max: 4000 })
  problem!: string;

  @TextField('原因分析', { optional: true, max: 4000 })
  cause?: string;

  @TextField('整改目标', { optional: true, max: 2000 })
  goal?: string;

  @TextField('整改措施', { optional: true, max: 4000 })
  measure?: string;

  @TextField('责任人', { optional: true, max: 60 })
  owner?: string;

  @WordField('整改性质', ['normal', 'continuing'], { optional: true })
  nature?: 'normal' | 'continuing';

  @DayField('整改时限', { optional: true })
  dueOn?: string;
}

export class UnitProblemBody extends ProblemBody {
  @IdField('责任单位')
  unitId!: string;
}

export class OpenInstrumentBody {
  @TextField('文书种类', { max: 40 })
  kind!: string;

  @IdField('计划', { optional: true })
  planId?: string;

  @TextField('标题', { optional: true, max: 200 })
  title?: string;

  @TextField('事由', { optional: true, max: 4000 })
  grounds?: string;

  @TextField('办理要求', { optional: true, max: 4000 })
  requirements?: string;

  @ListField('被督办单位', () => InstrumentUnitBody, { max: 200 })
  units!: InstrumentUnitBody[];

  @WordField('送达方式', ['inbox', 'byHand'], { optional: true })
  service?: 'inbox' | 'byHand';

  @FactField('是否公开', { optional: true })
  isPublic?: boolean;

  @IdField('上一份文书', { optional: true })
  precedingId?: string;

  @TextField('来文文号', { optional: true, max: 60 })
  outsideNumber?: string;

  @DayField('收文日期', { optional: true })
  receivedOn?: string;

  @DayField('来文要求的答复期限', { optional: true })
  answerByOn?: string;

  @ListField('问题清单', () => UnitProblemBody, { optional: true, max: 200 })
  lines?: UnitProblemBody[];

  @ListField('附件', () => EvidenceBody, { optional: true, max: 50 })
  evidence?: EvidenceBody[];
}

export class BulletinBody {
  @IdField('计划')
  planId!: string;

  @TextField('期间', { optional: true, max: 7 })
  period?: string;

  @TextField('标题', { optional: true, max: 200 })
  title?: string;

  @IdsField('单位', { optional: true, max: 200 })
  unitIds?: string[];

  @TextsField('章节', { optional: true, max: 50 })
  chapters?: string[];
}

export class SubmitInstrumentBody {
  @TextField('标题', { optional: true, max: 200 })
  title?: string;

  @TextField('事由', { optional: true, max: 4000 })
  grounds?: string;

  @TextField('办理要求', { optional: true, max: 4000 })
  requirements?: string;

  @WordField('送达方式', ['inbox', 'byHand'], { optional: true })
  service?: 'inbox' | 'byHand';

  @InstantField('约谈时间', { optional: true })
  meetingAt?: string;

  @TextField('约谈地点', { optional: true, max: 200 })
  meetingPlace?: string;

  @TextField('约谈人', { optional: true, max: 200 })
  chairedBy?: string;

  @TextField('联系人和联系方式', { optional: true, max: 200 })
  contact?: string;

  @TextField('外部文号', { optional: true, max: 60 })
  outsideNumber?: string;

  @FactField('是否公开', { optional: true })
  isPublic?: boolean;
}

export class WithdrawInstrumentBody {
  @TextField('作废理由', { max: 2000 })
  reason!: string;
}

export class ServiceBody {
  @DayField('送达日期')
  servedOn!: string;

  @TextField('签收人', { max: 60 })
  receiver!: string;

  @ListField('送达回证', () => EvidenceBody, { optional: true, max: 10 })
  evidence?: EvidenceBody[];
}

export class DraftBody {
  @IdField('草稿')
  id!: string;
}

export class MergeBody {
  @ListField('并入的草稿', () => DraftBody, { max: 50 })
  drafts!: DraftBody[];
}

export class MeetingBody {
  @InstantField('约谈时间')
  meetingAt!: string;

  @TextField('约谈地点', { optional: true, max: 200 })
  place?: string;

  @TextField('改期理由', { max: 2000 })
  reason!: string;
}

export class ScanBody {
  @ListField('盖章扫描件', () => EvidenceBody, { max: 20 })
  scans!: EvidenceBody[];
}

export class StageExtensionBody {
  @DayField('延至')
  dueOn!: string;

  @TextField('理由', { max: 2000 })
  reason!: string;

  @TextField('环节', { max: 40 })
  stageKey!: string;
}

export class ReasonBody {
  @TextField('理由', { max: 4000 })
  reason!: string;
}

export class AskStageExtensionBody extends ReasonBody {
  @DayField('申请延至')
  untilOn!: string;

  @ListField('附件', () => EvidenceBody, { optional: true, max: 20 })
  evidence?: EvidenceBody[];
}

export class ObjectionBody extends ReasonBody {
  @ListField('附件', () => EvidenceBody, { optional: true, max: 20 })
  evidence?: EvidenceBody[];
}

export class ObjectionDecisionBody {
  @FactField('异议是否成立')
  isUpheld!: boolean;

  @TextField('复核意见', { max: 4000 })
  opinion!: string;
}

export class StageBody {
  @IdField('被督办单位', { optional: true })
  targetId?: string;

  @TextField('内容', { optional: true })
  text?: string;

  @DayField('日期', { optional: true })
  heldOn?: string;

  @TextField('地点、载体或者文号', { optional: true, max: 200 })
  place?: string;

  @WordField('到会情况', ['mainLeader', 'substitute', 'absent'], { optional: true })
  attended?: 'mainLeader' | 'substitute' | 'absent';

  @TextField('到会人员', { optional: true, max: 60 })
  attendee?: string;

  @TextField('约谈人', { optional: true, max: 200 })
  chair?: string;

  @TextField('记录人', { optional: true, max: 60 })
  recorder?: string;

  @TextField('单位表态', { optional: true, max: 4000 })
  commitment?: string;

  @FactField('验收是否通过', { optional: true })
  accepted?: boolean;

  @WordField('办理结果', ['done', 'partly'], { optional: true })
  outcome?: 'done' | 'partly';

  @DayField('重新办理期限', { optional: true })
  againBy?: string;

  @ListField('整改问题', () => ProblemBody, { optional: true, max: 100 })
  lines?: ProblemBody[];

  @ListField('附件', () => EvidenceBody, { optional: true, max: 50 })
  evidence?: EvidenceBody[];
}
