import { Card, Flex, Table, Typography } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { useCarriedOver } from '../../api/queries';
import { dayWords, instantWords } from '../../ui/format';
import { Lamp } from '../../ui/lamp';

type Carried = Schemas['CarriedShare'];

/** 结转: what came to this plan from earlier ones, and what went from it at its 收官. */
export function CarriedOverCard({ planId }: { readonly planId: string }) {
  const carried = useCarriedOver(planId).data;
  if (!carried || carried.came.length + carried.went.length === 0) return null;
  return (
    <Card title="结转" size="small">
      <Flex vertical gap={16}>
        {carried.came.length > 0 && (
          <CarriedTable title={`转入本计划（${carried.came.length}项）`} rows={carried.came} side="from" />
        )}
        {carried.went.length > 0 && <CarriedTable title={`转出（${carried.went.length}项）`} rows={carried.went} side="into" />}
      </Flex>
    </Card>
  );
}

interface TableProps {
  readonly title: string;
  readonly rows: readonly Carried[];
  readonly side: 'from' | 'into';
}

function CarriedTable({ title, rows, side }: TableProps) {
  return (
    <Flex vertical gap={8}>
      <Typography.Text strong>{title}</Typography.Text>
      <Table
        rowKey={(row) => `${row.share.id}:${row.carriedAt}`}
        size="small"
        pagination={rows.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        dataSource={[...rows]}
        columns={[
          {
            title: '任务',
            render: (_, row) => (
              <Flex vertical>
                <Link to={`/tasks/${row.share.taskId}`}>{row.taskTitle}</Link>
                <Typography.Text type="secondary">{row.share.unitName}</Typography.Text>
              </Flex>
            ),
          },
          {
            title: side === 'from' ? '转自' : '转入',
            width: 220,
            render: (_, row) => (
              <Flex vertical>
                <Link to={`/plans/${row[side].id}`}>{row[side].title}</Link>
                <Typography.Text type="secondary">{instantWords(row.carriedAt)}</Typography.Text>
              </Flex>
            ),
          },
          {
            title: '期限',
            width: 170,
            render: (_, { share }) => (
              <Flex vertical>
                <span>{dayWords(share.dueOn) || '长期坚持'}</span>
                {share.originalDueOn && <Typography.Text type="secondary">原定{dayWords(share.originalDueOn)}</Typography.Text>}
              </Flex>
            ),
          },
          { title: '逾期', width: 70, render: (_, row) => (row.breaches > 0 ? `${row.breaches}次` : '—') },
          { title: '进度', width: 110, render: (_, row) => <Lamp share={row.share} /> },
          {
            title: '现由何处计时',
            width: 180,
            render: (_, row) =>
              row.clockPlan ? <Link to={`/plans/${row.clockPlan.id}`}>{row.clockPlan.title}</Link> : '不再计时',
          },
        ]}
      />
    </Flex>
  );
}
