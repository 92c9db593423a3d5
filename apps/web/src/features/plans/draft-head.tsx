import { Form, Input, InputNumber, Select } from 'antd';
import { useNavigate } from 'react-router';
import { client, type Schemas } from '../../api/client';
import { useDraftChoices } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { DeedModal } from '../../ui/deed-modal';

type Head = Schemas['DraftHeadBody'];

/** The year in which the office is, wherever the browser stands. */
export const thisYear = (): number =>
  Number(new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format());

/** Begins a plan by hand. */
export function NewDraft() {
  const navigate = useNavigate();
  const open = useCommand(
    (body: Head, key) => client.POST('/api/plans', { params: { header: { 'Idempotency-Key': key } }, body }),
    { done: '已新建计划草案', onDone: ({ planId }) => void navigate(`/plans/${planId}`) },
  );
  return (
    <DeedModal<Head>
      label="新建计划"
      okText="新建"
      busy={open.isPending}
      initial={{ year: thisYear() }}
      onSubmit={(values) => open.mutateAsync(values)}
    >
      <HeadFields />
    </DeedModal>
  );
}

/** Title, year, number and policy of a draft. */
export function EditHead({ plan }: { plan: Schemas['Plan'] }) {
  const change = useCommand(
    (body: Head, key) =>
      client.POST('/api/plans/{id}/head', {
        params: { path: { id: plan.id }, header: { 'Idempotency-Key': key, 'If-Match': `"${plan.version}"` } },
        body,
      }),
    { done: '已保存' },
  );
  const { year, title, docNumber, policyVersionId } = plan;
  return (
    <DeedModal<Head>
      // The form begins with what the plan says now.
      key={plan.version}
      label="修改标题和制度"
      okText="保存"
      busy={change.isPending}
      initial={{ year, title, docNumber: docNumber ?? undefined, policyVersionId }}
      onSubmit={(values) => change.mutateAsync(values)}
    >
      <HeadFields />
    </DeedModal>
  );
}

function HeadFields() {
  const choices = useDraftChoices();
  return (
    <>
      <Form.Item name="year" label="计划年度" rules={[{ required: true, message: '请填写年度' }]}>
        <InputNumber min={1990} max={2100} />
      </Form.Item>
      <Form.Item name="title" label="计划标题" rules={[{ required: true, whitespace: true, message: '请填写标题' }]}>
        <Input maxLength={200} placeholder="如：示例区2026年法治政府建设工作要点" />
      </Form.Item>
      <Form.Item name="docNumber" label="文号（可不填，印发时也可填）">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="policyVersionId" label="督办制度">
        <Select
          allowClear
          placeholder="现行制度的最新版本"
          options={choices.data?.policies.map((policy) => ({ value: policy.id, label: policy.name }))}
        />
      </Form.Item>
    </>
  );
}
