import { Button, Flex, Form, Input, Select } from 'antd';
import { DayField } from './day-field';

export interface MilestoneChoice {
  readonly name?: string;
  readonly dueOn?: string;
  readonly unitId?: string;
}

/** 阶段节点 of a task: the field `milestones` of the form around it. Without a unit the lead owes it. */
export function MilestoneFields({ units }: { readonly units: readonly { readonly id: string; readonly name: string }[] }) {
  const options = units.map((unit) => ({ value: unit.id, label: unit.name }));
  return (
    <Form.Item label="阶段节点" extra="在完成时限以前分步完成的事项。不选单位的，由牵头单位完成。">
      <Form.List name="milestones">
        {(fields, { add, remove }) => (
          <Flex vertical gap={8}>
            {fields.map((field) => (
              <Flex key={field.key} gap={8} align="start">
                <Form.Item
                  name={[field.name, 'name']}
                  style={{ flex: 1, marginBottom: 0 }}
                  rules={[{ required: true, whitespace: true, message: '请填写节点内容' }]}
                >
                  <Input aria-label="节点内容" placeholder="节点内容，如：制定实施方案" maxLength={200} />
                </Form.Item>
                <Form.Item
                  name={[field.name, 'dueOn']}
                  style={{ width: 150, marginBottom: 0 }}
                  rules={[{ required: true, message: '请选择日期' }]}
                >
                  <DayField placeholder="节点日期" />
                </Form.Item>
                <Form.Item name={[field.name, 'unitId']} noStyle>
                  <Select
                    aria-label="节点责任单位"
                    style={{ width: 150 }}
                    allowClear
                    showSearch={{ optionFilterProp: 'label' }}
                    placeholder="牵头单位"
                    options={options}
                  />
                </Form.Item>
                <Button onClick={() => remove(field.name)}>移除</Button>
              </Flex>
            ))}
            <Button type="dashed" style={{ alignSelf: 'start' }} onClick={() => add({})}>
              添加节点
            </Button>
          </Flex>
        )}
      </Form.List>
    </Form.Item>
  );
}

/** The rows as the server takes them; a row that nothing was written in is none. */
export const milestonesOf = (choices: readonly MilestoneChoice[] | undefined) =>
  (choices ?? []).flatMap(({ name, dueOn, unitId }) => (name && dueOn ? [{ name, dueOn, ...(unitId ? { unitId } : {}) }] : []));
