import { Form, Input } from 'antd';

/** What a work point says; `within` is where the fields lie in the form around them. */
export function PointFields({ within }: { readonly within?: string }) {
  const at = (field: string) => (within === undefined ? field : [within, field]);
  return (
    <>
      <Form.Item name={at('chapter')} label="所在章节">
        <Input maxLength={200} placeholder="如：一、提升行政执法水平" />
      </Form.Item>
      <Form.Item name={at('label')} label="编号">
        <Input maxLength={40} placeholder="如：（一）" />
      </Form.Item>
      <Form.Item name={at('heading')} label="条目标题" rules={[{ required: true, whitespace: true, message: '请填写条目标题' }]}>
        <Input maxLength={400} />
      </Form.Item>
      <Form.Item name={at('text')} label="条目原文（与标题相同的可不填）">
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={10_000} />
      </Form.Item>
    </>
  );
}
