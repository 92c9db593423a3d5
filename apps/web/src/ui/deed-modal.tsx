import { Button, Form, Modal } from 'antd';
import { useState, type ReactNode } from 'react';

interface Props<Values> {
  readonly label: string;
  readonly title?: string;
  readonly primary?: boolean;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly hint?: ReactNode;
  readonly initial?: Partial<Values>;
  readonly okText?: string;
  /** Closes the form when it resolves; a refusal leaves it open with what was written. */
  readonly onSubmit: (values: Values) => Promise<unknown>;
  readonly children?: ReactNode;
}

/** A button that opens a small form for one deed. */
export function DeedModal<Values extends object>(props: Props<Values>) {
  const { label, title = label, primary, danger, busy, hint, initial, okText = '提交', onSubmit, children } = props;
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Values>();
  const submit = async (values: Values) => {
    try {
      await onSubmit(values);
      form.resetFields();
      setOpen(false);
    } catch {
      // useCommand has told the person why
    }
  };
  return (
    <>
      <Button type={primary ? 'primary' : 'default'} danger={danger} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        title={title}
        open={open}
        width={640}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
        okText={okText}
        cancelText="取消"
        confirmLoading={busy}
        okButtonProps={{ danger }}
        forceRender
      >
        {hint && <p>{hint}</p>}
        <Form form={form} layout="vertical" initialValues={initial} onFinish={(values) => void submit(values)}>
          {children}
        </Form>
      </Modal>
    </>
  );
}
