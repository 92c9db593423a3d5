import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { parseDay } from '@duban/domain';

/*
 * A field of a request: its Chinese name, its check and its place in the OpenAPI document, said once. The name is what a
 * person reads when the field is at fault.
 */

interface Options {
  readonly optional?: boolean;
  readonly max?: number;
}

const LABEL = 'duban:label';

/** The Chinese name of a request's field, or the key itself where it has none. */
export function labelOf(type: object, key: string): string {
  return (Reflect.getMetadata(LABEL, type, key) as string | undefined) ?? key;
}

const named =
  (label: string): PropertyDecorator =>
  (target, key) =>
    Reflect.defineMetadata(LABEL, label, target, key);

const presence = (label: string, options: Options): PropertyDecorator[] => [
  named(label),
  ...(options.optional ? [IsOptional()] : []),
];

export const TextField = (label: string, options: Options = {}): PropertyDecorator =>
  applyDecorators(
    ...presence(label, options),
    ApiProperty({ description: label, type: String, required: !options.optional, maxLength: options.max ?? 10_000 }),
    IsString({ message: '应为文字' }),
    MaxLength(options.max ?? 10_000, { message: `不能超过${options.max ?? 10_000}个字` }),
    ...(options.optional ? [] : [IsNotEmpty({ message: '不能为空' })]),
  );

export const DayField = (label: string, options: Options = {}): PropertyDecorator =>
  applyDecorators(
    ...presence(label, options),
    ApiProperty({ description: label, type: String, format: 'date', required: !options.optional }),
    ValidateBy(
      { name: 'isDay', validator: { validate: (value: unknown) => typeof value === 'string' && parseDay(value) !== null } },
      { message: '应为日期，如2026-06-30' },
    ),
  );

export const IdField = (label: string, options: Options = {}): PropertyDecorator =>
  applyDecorators(
    ...presence(label, options),
    ApiProperty({ description: label, type: String, format: 'uuid', required: !options.optional }),
    IsUUID(undefined, { message: '应为编号' }),
  );

export const WholeField = (label: string, min: number, max: number, options: Options = {}): PropertyDecorator =>
  applyDecorators(
    ...presence(label, options),
    ApiProperty({ description: label, type: 'integer', minimum: min, maximum: max, required: !options.optional }),
    Type(() => Number),
    IsInt({ message: '应为整数' }),
    Min(min, { message: `不能小于${min}` }),
    Max(max, { message: `不能大于${max}` }),
  );

/** Digits as text: a number read as binary would lose exactness. */
export const DecimalField = (label: string, options: Options = {}): PropertyDecorator =>
  applyDecorators(
    ...presence(label, options),
    ApiProperty({ description: label, type: String, pattern: '^-?\\d{1,18}(\\.\\d{1,6})?$', required: !options.optional }),
    Matches(/^-?\d{1,18}(\.\d{1,6})?$/, { message: '应为数字' }),
  );

export const FactField = (label: string, options: Options = {}): PropertyDecorator =>
  applyDecorators(
    ...presence(label, options),
    ApiProperty({ description: label, type: Boolean, required: !options.optional }),
    IsBoolean({ message: '应为是或否' }),
  );

/** The same for a query string, where everything is text. */
export const FactQuery = (label: string): PropertyDecorator =>
  applyDecorators(
    ...presence(label, { optional: true }),
    ApiProperty({ description: label, type: Boolean, required: false }),
    Transform(({ value }: { value: unknown }) =>
      value === 'true' || value === true ? true : value === 'false' || value === false ? false : value,
    ),
    IsBoolean({ message: '应为true或false' }),
  );

export const WordField = (label: string, words: readonly string[], options: Options = {}): PropertyDecorator =>
  applyDecorators(
    ...presence(label, options),
    ApiProperty({ description: label, enum: [...words], required: !options.optional }),
    IsIn(words, { message: `应为${words.join('、')}之一` }),
  );

export const ListField = (label: string, of: () => new () => object, options: Options = {}): PropertyDecorator =>
  applyDecorators(
    ...presence(label, options),
    ApiProperty({ description: label, type: () => of(), isArray: true, required: !options.optional }),
    Type(of),
    IsArray({ message: '应为列表' }),
    ArrayMaxSize(options.max ?? 200, { message: `不能超过${options.max ?? 200}项` }),
    ValidateNested({ each: true }),
  );

export const ObjectField = (label: string, of: () => new () => object, options: Options = {}): PropertyDecorator =>
  applyDecorators(
    ...presence(label, options),
    ApiProperty({ description: label, type: () => of(), required: !options.optional }),
    Type(of),
    ValidateNested({ message: '应为一组内容' }),
  );

/** Several short texts, such as names. */
export const TextsField = (label: string, options: Options = {}): PropertyDecorator =>
  applyDecorators(
    ...presence(label, options),
    ApiProperty({ description: label, type: String, isArray: true, required: !options.optional }),
    IsArray({ message: '应为列表' }),
    ArrayMaxSize(options.max ?? 200, { message: `不能超过${options.max ?? 200}项` }),
    IsString({ each: true, message: '应为文字' }),
    MaxLength(200, { each: true, message: '每项不能超过200个字' }),
  );

/** An instant with its zone: 2026-03-02T09:00:00+08:00. */
export const InstantField = (label: string, options: Options = {}): PropertyDecorator =>
  applyDecorators(
    ...presence(label, options),
    ApiProperty({ description: label, type: String, format: 'date-time', required: !options.optional }),
    Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/, { message: '应为带时区的时间' }),
  );

/** Ids of several things, each named once. */
export const IdsField = (label: string, options: Options = {}): PropertyDecorator =>
  applyDecorators(
    ...presence(label, options),
    ApiProperty({ description: label, type: String, format: 'uuid', isArray: true, required: !options.optional }),
    IsArray({ message: '应为列表' }),
    ArrayMaxSize(options.max ?? 1000, { message: `不能超过${options.max ?? 1000}项` }),
    IsUUID(undefined, { each: true, message: '应为编号' }),
  );
