import { DayField, DecimalField, FactQuery, IdField, TextField, WordField } from '../http/fields';
import { Transform } from 'class-transformer';
import { IsArray, IsIn, IsOptional } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import type { RollUpAsk } from '@duban/application';
import type { IndicatorKind, RollUpBy } from '@duban/domain';

const PLACES: readonly RollUpBy[] = ['chapter', 'clause', 'task', 'unit', 'jurisdiction', 'period'];

/** Free reports belong to no period; in a query they are asked for by this word. */
export const FREE_PERIOD = 'free';

export class RollUpQueryDto {
  @ApiProperty({ description: '汇总维度，用逗号分开', type: String, required: false })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.split(',').filter((word) => word !== '') : value,
  )
  @IsArray({ message: '应为列表' })
  @IsIn(PLACES, { each: true, message: `应为${PLACES.join('、')}` })
  by?: RollUpBy[];

  @TextField('部分', { optional: true, max: 500 })
  chapter?: string;

  @IdField('条目', { optional: true })
  clauseId?: string;

  @IdField('任务', { optional: true })
  taskId?: string;

  @IdField('单位', { optional: true })
  unitId?: string;

  @IdField('辖区', { optional: true })
  jurisdictionId?: string;

  @TextField('期间', { optional: true, max: 20 })
  period?: string;

  @DayField('截止日期', { optional: true })
  asOfOn?: string;

  @WordField('单位口径', ['asNamed', 'bySuccessor'], { optional: true })
  units?: 'asNamed' | 'bySuccessor';

  @FactQuery('含下级')
  withLower?: boolean;
}

export class SourcesQuery extends RollUpQueryDto {
  @TextField('指标名称', { max: 200 })
  name!: string;

  @TextField('计量单位', { max: 50 })
  measureUnit!: string;

  @WordField('指标类型', ['count', 'amount', 'ratio'])
  kind!: IndicatorKind;

  @IdField('从此之后', { optional: true })
  after?: string;
}

export class IndicatorBody {
  @IdField('任务', { optional: true })
  taskId?: string;

  @TextField('指标名称', { max: 200 })
  name!: string;

  @WordField('指标类型', ['count', 'amount', 'ratio'])
  kind!: IndicatorKind;

  @TextField('计量单位', { max: 50 })
  unit!: string;

  @DecimalField('目标值', { optional: true })
  target?: string;
}

export const askOf = (query: RollUpQueryDto): RollUpAsk => ({
  by: query.by ?? [],
  units: query.units ?? 'asNamed',
  withLower: query.withLower ?? false,
  ...(query.chapter === undefined ? {} : { chapter: query.chapter }),
  ...(query.clauseId === undefined ? {} : { clauseId: query.clauseId }),
  ...(query.taskId === undefined ? {} : { taskId: query.taskId }),
  ...(query.unitId === undefined ? {} : { unitId: query.unitId }),
  ...(query.jurisdictionId === undefined ? {} : { jurisdictionId: query.jurisdictionId }),
  ...(query.period === undefined ? {} : { period: query.period === FREE_PERIOD ? null : query.period }),
  ...(query.asOfOn === undefined ? {} : { asOfOn: query.asOfOn }),
});
