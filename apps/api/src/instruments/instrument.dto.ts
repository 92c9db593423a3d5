import { EvidenceBody } from '../files/evidence.dto';
import { DayField, FactField, FactQuery, IdField, InstantField, ListField, TextField, WordField } from '../http/fields';
import { PageQuery } from '../http/page-query';

export class InstrumentQuery extends PageQuery {
  @TextField('文书种类', { optional: true, max: 40 })
  kind?: string;

  @FactQuery('是否在办')
  isOpen?: boolean;
}

export class InstrumentUnitBody {
  @IdField('单位')
  unitId!: string;

  @TextField('事项', { optional: true, max: 2000 })
  text?: string;
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

  @TextField('来文文号', { optional: true, max: 60 })
  outsideNumber?: string;

  @DayField('收文日期', { optional: true })
  receivedOn?: string;

  @ListField('附件', () => EvidenceBody, { optional: true, max: 50 })
  evidence?: EvidenceBody[];
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

  @TextField('外部文号', { optional: true, max: 60 })
  outsideNumber?: string;
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
}

export class StageBody {
  @IdField('被督办单位', { optional: true })
  targetId?: string;

  @TextField('内容', { optional: true })
  text?: string;

  @DayField('会议日期', { optional: true })
  heldOn?: string;

  @TextField('会议地点', { optional: true, max: 200 })
  place?: string;

  @WordField('到会情况', ['mainLeader', 'substitute', 'absent'], { optional: true })
  attended?: 'mainLeader' | 'substitute' | 'absent';

  @TextField('到会人员', { optional: true, max: 60 })
  attendee?: string;

  @FactField('验收是否通过', { optional: true })
  accepted?: boolean;

  @WordField('办理结果', ['done', 'partly'], { optional: true })
  outcome?: 'done' | 'partly';

  @DayField('重新办理期限', { optional: true })
  againBy?: string;

  @ListField('附件', () => EvidenceBody, { optional: true, max: 50 })
  evidence?: EvidenceBody[];
}
