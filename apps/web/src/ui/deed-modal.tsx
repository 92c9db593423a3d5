import { Button, Form, Modal } from 'antd';
import { useId, useState, type ReactNode } from 'react';

interface Props<Values> {
  readonly label: string;
  readonly title?: string;
  readonly primary?: boolean;
  readonly danger?: boolean;
  readonly size?: 'small' | 'middle';
  readonly type?: 'text';
  readonly busy: boolean;
  readonly hint?: ReactNode;
  readonly initial?: Partial<Values>;
  readonly okText?: string;
  /** Closes the form when it resolves; a refusal leaves it open with what was written. */
  readonly onSubmit: (values: Values) => Promise<unknown>;
  readonly children?: ReactNode;
}

/** A button that opens a small form for one deed. What was written stays when it is closed, until the deed is done. */
export function DeedModal<Values extends object>(props: Props<Values>) {
  const [open, setOpen] = useState(false);
  // A done deed's form is thrown away: the next begins with what is true by then.
  const [round, setRound] = useState(0);
  const { label, primary, danger, size, type } = props;
  return (
    <>
      <Button type={primary ? 'primary' : (type ?? 'default')} danger={danger} size={size} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <DeedForm
        key={round}
        {...props}
        open={open}
        onClose={() => setOpen(false)}
        onDone={() => {
          setOpen(false);
          setRound(round + 1);
        }}
      />
    </>
  );
}

interface FormProps<Values> extends Props<Values> {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function DeedForm<Values extends object>(props: FormProps<Values>) {
  const { label, title = label, danger, busy, hint, initial, okText = '提交', onSubmit, children } = props;
  const [form] = Form.useForm<Values>();
  // Several forms lie on one page: without a name of its own, a label would point into another's field.
  const name = useId();
  const submit = async (values: Values) => {
    try {
      await onSubmit(values);
      props.onDone();
    } catch {
      // useCommand has told the person why
    }
  };
  return (
    <Modal
      title={title}
      open={props.open}
      width={640}
      onCancel={props.onClose}
      onOk={() => form.submit()}
      okText={okText}
      cancelText="取消"
      confirmLoading={busy}
      okButtonProps={{ danger }}
    >
      {hint && <p>{hint}</p>}
      <Form name={name} form={form} layout="vertical" initialValues={initial} onFinish={(values) => void submit(values)}>
        {children}
      </Form>
    </Modal>
  );
}
