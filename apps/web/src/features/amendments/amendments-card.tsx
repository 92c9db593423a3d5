import { Card, Table, Tag } from 'antd';
import { Link, useNavigate } from 'react-router';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { amendmentStates, word } from '../../i18n/zh-CN';
import { DeedModal } from '../../ui/deed-modal';
import { dayWords, instantWords } from '../../ui/format';
import { AmendmentHeadFields, type AmendmentHead } from './amendment-head';
import { useAmendments } from './queries';

/** 调整 of an issued plan: each with its number, its basis and its day; the office begins a new one here. */
export function AmendmentsCard({ plan }: { plan: Schemas['Plan'] }) {
  const amendments = useAmendments(plan.id);
  const items = amendments.data?.items ?? [];
  const mayAmend = plan.actions.includes('amend');
  if (items.length === 0 && !mayAmend) return null;
  return (
    <Card title="计划调整" size="small" extra={mayAmend && <OpenAmendment planId={plan.id} />}>
      {items.length === 0 ? (
        '印发以来没有调整'
      ) : (
        <Table
          rowKey="id"
          size="small"
          pagination={false}
          dataSource={items}
          columns={[
            { title: '调整', width: 130, render: (_, each) => <Link to={`/amendments/${each.id}`}>{each.name}</Link> },
            { title: '状态', width: 100, render: (_, each) => <AmendmentState state={each.state} /> },
            { title: '依据', render: (_, each) => `${each.basis}（${dayWords(each.decidedOn)}）` },
            { title: '理由', dataIndex: 'reason', ellipsis: true },
            { title: '事项', width: 80, render: (_, each) => `${each.lines}项` },
            { title: '生效', width: 180, render: (_, each) => instantWords(each.effectiveAt) || '—' },
          ]}
        />
      )}
    </Card>
  );
}

const COLOURS: Readonly<Record<string, string>> = { inForce: 'success', underReview: 'processing' };

export function AmendmentState({ state }: { readonly state: string }) {
  return <Tag color={COLOURS[state] ?? 'default'}>{word(amendmentStates, state)}</Tag>;
}

function OpenAmendment({ planId }: { planId: string }) {
  const navigate = useNavigate();
  const open = useCommand(
    (body: AmendmentHead, key) =>
      client.POST('/api/plans/{id}/amendments', { params: { path: { id: planId }, header: { 'Idempotency-Key': key } }, body }),
    { done: '已建立调整草案', onDone: ({ amendmentId }) => void navigate(`/amendments/${amendmentId}`) },
  );
  return (
    <DeedModal<AmendmentHead>
      label="起草调整"
      title="起草计划调整"
      okText="开始起草"
      size="small"
      busy={open.isPending}
      hint="印发的正文不改动；调整逐项写明，审定后生效，原文和原定期限一直保留。"
      onSubmit={(values) => open.mutateAsync(values)}
    >
      <AmendmentHeadFields />
    </DeedModal>
  );
}
