import { Select } from 'antd';
import { usePeople } from '../../api/queries';

interface Props {
  readonly value?: string;
  readonly onChange?: (personId: string) => void;
}

/** Chooses a person by name or post. */
export function PersonSelect({ value, onChange }: Props) {
  const people = usePeople();
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      placeholder="输入姓名或职务查找"
      loading={people.isPending}
      {...(value === undefined ? {} : { value })}
      {...(onChange === undefined ? {} : { onChange })}
      options={(people.data?.items ?? []).map((each) => ({
        value: each.personId,
        label: each.posts === '' ? `${each.name}（目前没有任职）` : `${each.name}（${each.posts}）`,
      }))}
      notFoundContent={people.error ? '名单没有取到，请稍后再试' : '没有这个人员'}
    />
  );
}
