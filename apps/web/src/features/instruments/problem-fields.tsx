import { Button, Checkbox, Flex, Form, Input, Select } from 'antd';
import { DayField } from '../../ui/day-field';

export interface ProblemInput {
  readonly problem: string;
  readonly measure?: string;
  readonly owner?: string;
  readonly isContinuing?: boolean;
  readonly dueOn?: string;
}

/** As the command takes them. */
export const problemsOf = <Line extends ProblemInput>(lines: readonly Line[]) =>
  lines.map(({ isContinuing, ...line }) => ({
    ...line,
    nature: isContinuing ? ('continuing' as const) : ('normal' as const),
    dueOn: isContinuing ? undefined : line.dueOn,
  }));

interface Props {
  readonly name: string;
  /** Where a line may be of several units. */
  readonly units?: readonly { readonly value: string; readonly label: string }[];
}

/** Lines for the 整改问题清单, as many as are needed. */
export function ProblemFields({ name, units }: Props) {
  return (
    <Form.List name={name}>
      {(fields, { add, remove }) => (
        <Flex vertical gap={8}>
          {fields.map((field) => (
            <Flex key={field.key} vertical style={{ border: '1px solid #e5e8ee', borderRadius: 6, padding: '12px 12px 0' }}>
              {units && (
                <Form.Item
                  name={[field.name, 'unitId']}
                  label="责任单位"
                  hidden={units.length === 1}
                  rules={[{ required: true, message: '请选择单位' }]}
                >
                  <Select options={[...units]} />
                </Form.Item>
              )}
              <Form.Item
                name={[field.name, 'problem']}
                label="存在问题"
                rules={[{ required: true, whitespace: true, message: '请写明问题' }]}
              >
                <Input.TextArea rows={2} maxLength={4000} />
              </Form.Item>
              <Form.Item name={[field.name, 'measure']} label="整改措施">
                <Input.TextArea rows={2} maxLength={4000} />
              </Form.Item>
              <Flex gap={12} wrap>
                <Form.Item name={[field.name, 'owner']} label="责任人" style={{ flex: '1 1 120px' }}>
                  <Input maxLength={60} />
                </Form.Item>
                <Form.Item name={[field.name, 'dueOn']} label="整改时限" style={{ flex: '1 1 160px' }}>
                  <DayField />
                </Form.Item>
                <Form.Item name={[field.name, 'isContinuing']} label="性质" valuePropName="checked">
                  <Checkbox>持续整改</Checkbox>
                </Form.Item>
                <Form.Item label=" ">
                  <Button danger type="link" onClick={() => remove(field.name)}>
                    移除
                  </Button>
                </Form.Item>
              </Flex>
            </Flex>
          ))}
          <Button
            type="dashed"
            style={{ alignSelf: 'start' }}
            onClick={() => add(units?.length === 1 ? { unitId: units[0]?.value } : {})}
          >
            添加一条问题
          </Button>
        </Flex>
      )}
    </Form.List>
  );
}
