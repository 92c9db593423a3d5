import { DayField, FactField, IdField, ListField, TextField, WholeField, WordField } from '../http/fields';

export class AliasBody {
  @TextField('别称', { max: 200 })
  alias!: string;
}

export class NewUnitBody {
  @TextField('单位名称', { max: 200 })
  name!: string;

  @DayField('名称启用日期', { optional: true })
  fromOn?: string;

  @IdField('分管领导职务', { optional: true })
  leaderPostId?: string;

  @ListField('别称', () => AliasBody, { optional: true, max: 50 })
  aliases?: AliasBody[];
}

export class NewUnitsBody {
  @ListField('单位', () => NewUnitBody, { max: 500 })
  units!: NewUnitBody[];
}

export class ChangeUnitBody {
  @WholeField('排列次序', 1, 100_000)
  officialOrder!: number;

  @IdField('分管领导职务', { optional: true })
  leaderPostId?: string;
}

export class RenameUnitBody {
  @TextField('新名称', { max: 200 })
  name!: string;

  @DayField('更名日期')
  fromOn!: string;
}

export class MergeUnitBody {
  @IdField('并入的单位')
  successorId!: string;

  @DayField('撤并日期')
  onDay!: string;
}

export const POST_ROLES = [
  'liaison',
  'unitHead',
  'officeClerk',
  'officeHead',
  'deputyLeader',
  'chiefLeader',
  'auditor',
  'administrator',
] as const;

export class NewPostBody {
  @IdField('所在单位')
  unitId!: string;

  @WordField('职责', POST_ROLES)
  role!: (typeof POST_ROLES)[number];

  @TextField('职务名称', { max: 100 })
  title!: string;

  @IdField('上级职务', { optional: true })
  superiorPostId?: string;
}

export class ChangePostBody {
  @TextField('职务名称', { max: 100 })
  title!: string;

  @IdField('上级职务', { optional: true })
  superiorPostId?: string;
}

export class NewPersonBody {
  @TextField('姓名', { max: 50 })
  name!: string;

  @TextField('用户名', { max: 32 })
  login!: string;
}

export class ChangePersonBody {
  @TextField('姓名', { max: 50 })
  name!: string;
}

export class DisablePersonBody {
  @FactField('是否停用')
  isDisabled!: boolean;
}

export const HOLDING_KINDS = ['holder', 'acting', 'delegate'] as const;

export class NewHoldingBody {
  @IdField('职务')
  postId!: string;

  @IdField('人员')
  personId!: string;

  @WordField('任职方式', HOLDING_KINDS)
  kind!: (typeof HOLDING_KINDS)[number];

  @DayField('开始日期')
  fromOn!: string;

  @DayField('结束日期', { optional: true })
  toOn?: string;
}

export class EndHoldingBody {
  @DayField('最后一日')
  toOn!: string;
}

export class OwnPasswordBody {
  @TextField('原密码', { max: 200 })
  old!: string;

  @TextField('新密码', { max: 200 })
  wanted!: string;
}
