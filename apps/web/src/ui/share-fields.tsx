import { Button, Flex, Form, Select } from 'antd';
import { roles } from '../i18n/zh-CN';

export interface ShareChoice {
  readonly role: 'lead' | 'collating' | 'responsible' | 'cooperating';
  readonly unitId?: string;
}

const ROLES = Object.entries(roles).map(([value, label]) => ({ value, label }));

/** Who has which share in a task: the field `shares` of the form around it. */
export function ShareFields({
  units,
  within,
}: {
  readonly units: readonly { readonly id: string; readonly name: string }[];
  /** Where the field lies in the form around it. */
  readonly within?: readonly string[];
}) {
  const options = units.map((unit) => ({ value: unit.id, label: unit.name }));
  return (
    <Form.Item label="责任单位">
      <Form.List name={within === undefined ? 'shares' : [...within, 'shares']}>
        {(fields, { add, remove }) => (
          <Flex vertical gap={8}>
            {fields.map((field) => (
              <Flex key={field.key} gap={8}>
                <Form.Item name={[field.name, 'role']} noStyle>
                  <Select aria-label="责任" style={{ width: 100 }} options={ROLES} />
                </Form.Item>
                <Form.Item name={[field.name, 'unitId']} noStyle>
                  <Select
                    aria-label="单位"
                    style={{ flex: 1 }}
                    showSearch={{ optionFilterProp: 'label' }}
                    placeholder="选择单位"
                    options={options}
                  />
                </Form.Item>
                <Button onClick={() => remove(field.name)}>移除</Button>
              </Flex>
            ))}
            <Button
              type="dashed"
              style={{ alignSelf: 'start' }}
              onClick={() => add({ role: fields.length === 0 ? 'lead' : 'cooperating' } satisfies ShareChoice)}
            >
              添加单位
            </Button>
          </Flex>
        )}
      </Form.List>
    </Form.Item>
  );
}
