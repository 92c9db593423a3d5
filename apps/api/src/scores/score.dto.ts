import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { DayField, FactField, IdField, TextField, WholeField } from '../http/fields';

export class SchemeBody {
  @ApiProperty({ description: '计分规则', type: 'object', additionalProperties: true })
  @IsObject({ message: '应为计分规则' })
  scheme!: Record<string, unknown>;

  @WholeField('所见版本', 0, 1_000_000)
  version!: number;
}

export class SchemeTrialBody {
  @ApiProperty({ description: '计分规则', type: 'object', additionalProperties: true })
  @IsObject({ message: '应为计分规则' })
  scheme!: Record<string, unknown>;

  @IdField('计划', { optional: true })
  planId?: string;
}

export class AwardBody {
  @IdField('单位')
  unitId!: string;

  @TextField('规则', { max: 100 })
  ruleKey!: string;

  @TextField('分值', { max: 10 })
  points!: string;

  @TextField('事由', { max: 500 })
  reason!: string;

  @DayField('日期')
  awardedOn!: string;
}

export class PublishBody {
  @TextField('标题', { max: 200 })
  title!: string;
}

export class AppealBody {
  @IdField('单位')
  unitId!: string;

  @TextField('规则', { max: 100 })
  ruleKey!: string;

  @TextField('申诉理由', { max: 2000 })
  text!: string;
}

export class DecisionBody {
  @FactField('申诉成立')
  upheld!: boolean;

  @TextField('更正分值', { optional: true, max: 10 })
  adjustment?: string;

  @TextField('理由', { max: 2000 })
  reason!: string;
}
