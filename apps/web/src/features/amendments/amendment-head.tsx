import { Form, Input } from 'antd';
import { DayField } from '../../ui/day-field';
import type { Schemas } from '../../api/client';

export type AmendmentHead = Schemas['AmendmentHeadBody'];

const required = (message: string) => [{ required: true, whitespace: true, message }];

/** By what a plan is amended, and why. */
export function AmendmentHeadFields() {
  return (
    <>
      <Form.Item name="basis" label="调整依据" rules={required('请填写调整依据')}>
        <Input maxLength={500} placeholder="如：示法委〔2026〕5号，或委员会第二次会议" />
      </Form.Item>
      <Form.Item name="decidedOn" label="依据日期" rules={[{ required: true, message: '请选择日期' }]}>
        <DayField />
      </Form.Item>
      <Form.Item name="reason" label="调整理由" rules={required('请填写调整理由')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
    </>
  );
}
