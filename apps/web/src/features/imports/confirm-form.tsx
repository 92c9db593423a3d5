import { Alert, Button, Card, Checkbox, Flex, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { planStates, word } from '../../i18n/zh-CN';
import { importHeaders, type Difference, type Import } from './import-shapes';

interface Props {
  readonly read: Import;
  readonly compareWith: (plan: string) => void;
}

interface Values {
  readonly title: string;
  readonly docNumber?: string;
}

/** Confirms an import: into a new draft, or as the changes of one that is there. Says before what is still lacking. */
export function ConfirmForm({ read, compareWith }: Props) {
  const navigate = useNavigate();
  const { difference } = read;
  const confirm = useCommand(
    (body: Schemas['ConfirmImportBody'], key) =>
      client.POST('/api/imports/{id}/confirmation', { params: importHeaders(read, key), body }),
    {
      done: difference ? '已更新计划草案' : '已生成计划草案',
      onDone: ({ planId }) => void navigate(`/plans/${planId}`),
    },
  );
  const wanted = read.rows.filter((row) => !row.isLeftOut);
  const concerned = difference
    ? wanted.filter((row) => difference.added.includes(row.key) || difference.changed.some((each) => each.key === row.key))
    : wanted;
  const lacking = concerned.filter((row) => row.lacks.length > 0);
  return (
    <Card title="确认">
      <Flex vertical gap={16} style={{ maxWidth: 760 }}>
        <Form layout="vertical">
          <Form.Item label="导入到" style={{ marginBottom: 0 }}>
            <Select
              value={difference?.planId ?? 'new'}
              onChange={compareWith}
              options={[
                { value: 'new', label: '新的计划草案' },
                ...read.targets.map((plan) => ({
                  value: plan.id,
                  label: `更新：${plan.title}（${word(planStates, plan.state)}）`,
                })),
              ]}
            />
          </Form.Item>
        </Form>
        <CommonLead read={read} />
        {lacking.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={`还有${lacking.length}条没有补充完整（第${lacking.slice(0, 8).map((row) => row.number).join('、')}条${lacking.length > 8 ? '等' : ''}），补充后才能确认。`} // prettier-ignore
          />
        )}
        {difference ? (
          <ApplyChanges
            difference={difference}
            busy={confirm.isPending}
            isWhole={lacking.length === 0}
            onApply={(into) => confirm.mutate({ title: read.title, into })}
          />
        ) : (
          <Form<Values>
            layout="vertical"
            initialValues={{ title: read.title, docNumber: read.docNumber ?? undefined }}
            onFinish={(values) => confirm.mutate(values)}
          >
            <Form.Item name="title" label="计划标题" rules={[{ required: true, whitespace: true, message: '请填写标题' }]}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name="docNumber" label="文号（可不填，印发时也可填）">
              <Input maxLength={60} />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={confirm.isPending} disabled={lacking.length > 0}>
              确认并生成计划草案（{wanted.length}条）
            </Button>
          </Form>
        )}
      </Flex>
    </Card>
  );
}

/** Rows that name nobody may be given one lead together. */
function CommonLead({ read }: { read: Import }) {
  const set = useCommand(
    (leadUnitId: string, key) =>
      client.POST('/api/imports/{id}/corrections', { params: importHeaders(read, key), body: { leadUnitId } }),
    { done: '已指定牵头单位' },
  );
  const nobody = read.rows.filter((row) => !row.isLeftOut && (row.lacks.includes('lead') || row.shares.some((s) => s.from === 'default'))); // prettier-ignore
  if (nobody.length === 0) return null;
  return (
    <Form layout="vertical">
      <Form.Item label={`有${nobody.length}条没有写明责任单位，统一由下面的单位牵头`} style={{ marginBottom: 0 }}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="选择单位（也可在下面逐条更正）"
          loading={set.isPending}
          value={read.leadUnitId ?? undefined}
          options={read.units.map((unit) => ({ value: unit.id, label: unit.name }))}
          onChange={(unitId: string) => set.mutate(unitId)}
        />
      </Form.Item>
    </Form>
  );
}

interface ApplyProps {
  readonly difference: Difference;
  readonly busy: boolean;
  readonly isWhole: boolean;
  readonly onApply: (into: Schemas['IntoPlanBody']) => void;
}

function ApplyChanges({ difference, busy, isWhole, onApply }: ApplyProps) {
  const [takes, setTakes] = useState({ added: true, changed: true, vanished: false });
  const { added, changed, vanished } = difference;
  if (!difference.isEditable) {
    return <Alert type="info" showIcon title="这份计划已经送审、审定或印发，正文不再按文件改动；差异请通过计划调整办理。" />;
  }
  const count = (takes.added ? added.length : 0) + (takes.changed ? changed.length : 0) + (takes.vanished ? vanished.length : 0);
  const check = (name: keyof typeof takes, label: string, n: number) =>
    n > 0 && (
      <Checkbox checked={takes[name]} onChange={(event) => setTakes({ ...takes, [name]: event.target.checked })}>
        {label}
      </Checkbox>
    );
  return (
    <Flex vertical gap={12} align="start">
      {check('added', `增加${added.length}条新任务`, added.length)}
      {check('changed', `按文件改动${changed.length}条`, changed.length)}
      {check('vanished', `从草案中去掉文件里没有的${vanished.length}条`, vanished.length)}
      <Button
        type="primary"
        loading={busy}
        disabled={count === 0 || !isWhole}
        onClick={() =>
          onApply({
            planId: difference.planId,
            added: takes.added ? added.map((key) => ({ key })) : [],
            changed: takes.changed ? changed.map(({ taskId }) => ({ taskId })) : [],
            vanished: takes.vanished ? vanished.map(({ taskId }) => ({ taskId })) : [],
          })
        }
      >
        {count === 0 ? '没有要更新的内容' : `确认并更新草案（${count}条）`}
      </Button>
    </Flex>
  );
}
