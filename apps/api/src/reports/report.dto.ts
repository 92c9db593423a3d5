import { COMMITMENT_OUTCOMES, REPORT_EDITIONS, type CommitmentOutcome, type ReportEdition } from '@duban/application';
import { REPORT_PARTS, type ReportPartName } from '@duban/domain';
import {
  DayField,
  FactField,
  FactQuery,
  IdField,
  ListField,
  ObjectField,
  TextField,
  TextsField,
  WordField,
} from '../http/fields';

const LONGEST_SECTION = 50_000;

export class EditionQuery {
  @WordField('报告版本', REPORT_EDITIONS, { optional: true })
  edition?: ReportEdition;
}

export class DocumentQuery extends EditionQuery {
  @FactQuery('在批注中列出来源')
  sources?: boolean;
}

export class SourceQuery {
  @TextField('来源', { max: 4000 })
  ref!: string;
}

export class DraftReportBody {
  @WordField('报告版本', REPORT_EDITIONS)
  edition!: ReportEdition;
}

export class TemplatePartBody {
  @WordField('报告部分', REPORT_PARTS)
  part!: ReportPartName;

  @TextField('标题', { optional: true, max: 100 })
  heading?: string;
}

export class TemplateBody {
  @ListField('报告部分', () => TemplatePartBody, { max: 10 })
  parts!: TemplatePartBody[];

  @FactField('以计划章节为一级标题')
  chaptersAtTop!: boolean;

  @WordField('条目编号', ['restart', 'through'])
  numbering!: 'restart' | 'through';
}

export class EditionBody {
  @WordField('报告版本', REPORT_EDITIONS)
  edition!: ReportEdition;

  @TextField('主送机关', { optional: true, max: 200 })
  receiver?: string;

  @TextsField('落款机关', { max: 5 })
  issuers!: string[];

  @TextsField('不列出的部分')
  leaveOut!: string[];

  @TextField('附注', { optional: true, max: 100 })
  remark?: string;

  @FactField('带目录')
  withContents!: boolean;
}

export class LayoutBody {
  @ObjectField('报告结构', () => TemplateBody, { optional: true })
  template?: TemplateBody;

  @FactField('恢复默认结构', { optional: true })
  templateReset?: boolean;

  @ListField('版本设置', () => EditionBody, { optional: true, max: 4 })
  editions?: EditionBody[];
}

export class SectionKeyBody {
  @TextField('报告部分', { max: 300 })
  sectionKey!: string;
}

export class EditSectionBody extends SectionKeyBody {
  @TextField('修改前的汇总内容', { optional: true, max: LONGEST_SECTION })
  baseText?: string;

  @TextField('修改后的内容', { max: LONGEST_SECTION })
  ownText!: string;
}

export class JudgeCommitmentBody {
  @IdField('对应要点', { optional: true })
  workPointId?: string;

  @WordField('落实情况', COMMITMENT_OUTCOMES, { optional: true })
  outcome?: CommitmentOutcome;

  @TextField('说明', { optional: true, max: 1000 })
  note?: string;
}

export class SendReportBody {
  @DayField('报送或公开日期')
  sentOn!: string;

  @TextField('报送方式或公开网址', { max: 300 })
  note!: string;
}

export class LeaderActivityBody {
  @WordField('类别', ['meeting', 'study', 'instruction', 'inspection', 'dutyReport'])
  kind!: 'meeting' | 'study' | 'instruction' | 'inspection' | 'dutyReport';

  @DayField('日期')
  heldOn!: string;

  @TextField('内容', { max: 2000 })
  text!: string;

  @IdField('职务', { optional: true })
  postId?: string;
}

export class LeaderCorrectionBody extends LeaderActivityBody {
  @IdField('原登记')
  activityId!: string;

  @TextField('更正理由', { max: 500 })
  reason!: string;
}
