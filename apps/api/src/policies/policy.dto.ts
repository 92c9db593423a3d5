import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { DayField, IdField, TextField, WholeField, WordField } from '../http/fields';

export class StartDraftBody {
  @IdField('所依据的版本', { optional: true })
  versionId?: string;

  @TextField('所依据的范本', { optional: true, max: 60 })
  template?: string;

  @TextField('新制度的标识', { optional: true, max: 41 })
  key?: string;

  @TextField('新制度的名称', { optional: true, max: 100 })
  name?: string;
}

export class SaveDraftBody {
  @WholeField('所见草案的版本', 1, 1_000_000)
  version!: number;

  /** The whole policy; what is wrong within it is found by the policy check and shown, not refused. */
  @ApiProperty({ description: '制度内容', type: 'object', additionalProperties: true })
  @IsObject({ message: '应为制度内容' })
  body!: Record<string, unknown>;
}

export class PublishDraftBody {
  @WholeField('所见草案的版本', 1, 1_000_000)
  version!: number;
}

export class DifferenceQuery {
  @IdField('与之比较的版本')
  from!: string;
}

export class PolicyChangeQuery {
  @IdField('拟改用的版本')
  to!: string;
}

export class ChangePolicyBody {
  @IdField('改用的版本')
  policyVersionId!: string;

  @TextField('更换理由', { max: 500 })
  reason!: string;
}

export class SettleEarlierDueBody {
  @IdField('应办事项')
  obligationId!: string;

  @WordField('处理', ['move', 'keep'])
  verdict!: 'move' | 'keep';

  @TextField('理由', { max: 500 })
  reason!: string;
}

export class RehearsalQuery {
  @DayField('印发日期', { optional: true })
  issueOn?: string;

  @WholeField('按期办理的百分比', 0, 100, { optional: true })
  done?: number;

  @IdField('试用的制度版本', { optional: true })
  policyVersionId?: string;
}
