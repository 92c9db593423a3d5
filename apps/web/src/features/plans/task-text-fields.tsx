import { Button, Flex, Form, Input, Radio, Select, Typography } from 'antd';
import { useState } from 'react';
import { answer, client, type Schemas } from '../../api/client';
import { cycles, word } from '../../i18n/zh-CN';
import { DayField } from '../../ui/day-field';
import { dayWords } from '../../ui/format';

export interface TaskText {
  readonly title: string;
  readonly deliverable?: string;
  readonly deadlineKind: 'date' | 'longTerm';
  readonly deadlinePhrase?: string;
  readonly dueOn?: string;
  readonly cycle?: Schemas['DraftTaskBody']['cycle'];
}

type FieldPath = string | (string | number)[];

/** What a task says: content, deliverable, deadline and cycle; `within` is where they lie in the form around them. */
export function TaskTextFields({ year, within }: { readonly year: number; readonly within?: readonly string[] }) {
  const at = (field: keyof TaskText): FieldPath => (within === undefined ? field : [...within, field]);
  return (
    <>
      <Form.Item name={at('title')} label="任务内容" rules={[{ required: true, whitespace: true, message: '请填写任务内容' }]}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 5 }} maxLength={4000} />
      </Form.Item>
      <Form.Item name={at('deliverable')} label="成果形式">
        <Input maxLength={1000} />
      </Form.Item>
      <DeadlineFields year={year} at={at} />
      <Form.Item name={at('cycle')} label="填报周期">
        <Select
          allowClear
          placeholder="按督办制度"
          options={Object.entries(cycles).map(([value, text]) => ({ value, label: text }))}
        />
      </Form.Item>
    </>
  );
}

/** A deadline as a day, or in words that are read and shown before they count. */
function DeadlineFields({ year, at }: { readonly year: number; readonly at: (field: keyof TaskText) => FieldPath }) {
  const form = Form.useFormInstance();
  const kind = Form.useWatch(at('deadlineKind'), form) as TaskText['deadlineKind'] | undefined;
  const [told, setTold] = useState('');
  const read = async () => {
    const phrase = form.getFieldValue(at('deadlinePhrase')) as string | undefined;
    if (!phrase?.trim()) return;
    const got = await answer(client.GET('/api/plans/deadline-reading', { params: { query: { phrase, year } } })).catch(
      () => null,
    );
    if (!got || got.kind === 'unread') return setTold('这个说法不能确定日期，请直接选择日期。');
    form.setFieldValue(at('deadlineKind'), got.kind === 'longTerm' ? 'longTerm' : 'date');
    form.setFieldValue(at('dueOn'), got.dueOn ?? undefined);
    if (got.cycle) form.setFieldValue(at('cycle'), got.cycle);
    const until = got.kind === 'longTerm' ? '长期坚持' : dayWords(got.dueOn);
    setTold(`读作：${until}${got.cycle ? `，${word(cycles, got.cycle)}填报` : ''}`);
  };
  return (
    <>
      <Form.Item label="时限原文（可不填）" extra={told && <Typography.Text type="secondary">{told}</Typography.Text>}>
        <Flex gap={8}>
          <Form.Item name={at('deadlinePhrase')} noStyle>
            <Input
              maxLength={200}
              placeholder="如：6月底前、第三季度、每季度、长期坚持"
              onPressEnter={(e) => e.preventDefault()}
            />
          </Form.Item>
          <Button onClick={() => void read()}>读出日期</Button>
        </Flex>
      </Form.Item>
      <Form.Item name={at('deadlineKind')} label="时限">
        <Radio.Group
          options={[
            { value: 'date', label: '按日期' },
            { value: 'longTerm', label: '长期坚持' },
          ]}
        />
      </Form.Item>
      {kind !== 'longTerm' && (
        <Form.Item name={at('dueOn')} label="完成日期">
          <DayField />
        </Form.Item>
      )}
    </>
  );
}
