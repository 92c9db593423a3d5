import { Button, Card, Flex, Input, Select, Table, Tag, Typography } from 'antd';
import { Link, useSearchParams } from 'react-router';
import type { Schemas } from '../../api/client';
import { useLedger, useLedgerUnits, usePlans, type LedgerFilter } from '../../api/queries';
import { assignmentStates, roles, word } from '../../i18n/zh-CN';
import { dayWords } from '../../ui/format';
import { Lamp } from '../../ui/lamp';
import { Loaded, Nothing, Page } from '../../ui/page';
import { FillIn } from './fill-in';

const STANDINGS = [
  { value: 'overdue', label: '逾期' },
  { value: 'dueSoon', label: '临期' },
  { value: 'open', label: '未办结' },
  { value: 'done', label: '已销号' },
];
const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

/** 台账：the filters stand in the address, so that a view can be sent to somebody. */
export function LedgerPage() {
  const [params, setParams] = useSearchParams();
  const filter = Object.fromEntries(params) as LedgerFilter;
  const set = (key: keyof LedgerFilter, value: string | undefined) => {
    const next = new URLSearchParams(params);
    if (value) next.set(key, value);
    else next.delete(key);
    setParams(next, { replace: true });
  };
  const plans = usePlans();
  const units = useLedgerUnits();
  const ledger = useLedger(filter);
  const planChoices = plans.data?.items.map((plan) => ({ value: plan.id, label: `${plan.year}年 ${plan.title}` }));
  return (
    <Page
      title="台账"
      extra={
        filter.planId ? (
          <>
            <FillIn planId={filter.planId} />
            <Button href={`/api/ledger/plans/${filter.planId}/export`}>导出表格</Button>
            <Button href={`/api/ledger/plans/${filter.planId}/export.csv`}>导出文本表（.csv）</Button>
          </>
        ) : (
          <Button disabled>选定计划后可导出、填报</Button>
        )
      }
    >
      <Flex gap={12} wrap>
        <Select
          allowClear
          placeholder="全部计划"
          style={{ width: 320 }}
          options={planChoices}
          loading={plans.isPending}
          value={filter.planId}
          onChange={(value?: string) => set('planId', value)}
        />
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="全部单位"
          style={{ width: 220 }}
          options={units.data?.items.map((unit) => ({ value: unit.id, label: unit.name }))}
          loading={units.isPending}
          value={filter.unitId}
          onChange={(value?: string) => set('unitId', value)}
        />
        <Select
          allowClear
          placeholder="全部责任"
          style={{ width: 120 }}
          options={options(roles)}
          value={filter.role}
          onChange={(value?: string) => set('role', value)}
        />
        <Select
          allowClear
          placeholder="全部状态"
          style={{ width: 140 }}
          options={options(assignmentStates).filter((each) => each.value !== 'cancelled')}
          value={filter.state}
          onChange={(value?: string) => set('state', value)}
        />
        <Select
          allowClear
          placeholder="全部进度"
          style={{ width: 120 }}
          options={STANDINGS}
          value={filter.standing}
          onChange={(value?: string) => set('standing', value)}
        />
        <Input.Search
          allowClear
          placeholder="任务、成果或条目"
          style={{ width: 220 }}
          defaultValue={filter.text}
          onSearch={(value) => set('text', value.trim())}
        />
      </Flex>
      <Loaded query={ledger}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return (
            <Card styles={{ body: { padding: items.length > 0 ? 0 : 24 } }}>
              {items.length === 0 ? (
                <Nothing text="没有符合条件的任务" />
              ) : (
                <Table
                  rowKey="taskId"
                  size="middle"
                  dataSource={items}
                  pagination={false}
                  loading={ledger.isPlaceholderData}
                  columns={COLUMNS}
                  scroll={{ x: 1080 }}
                />
              )}
              {ledger.hasNextPage && (
                <Flex justify="center" style={{ padding: 12 }}>
                  <Button loading={ledger.isFetchingNextPage} onClick={() => void ledger.fetchNextPage()}>
                    显示更多
                  </Button>
                </Flex>
              )}
            </Card>
          );
        }}
      </Loaded>
    </Page>
  );
}

type Entry = Schemas['LedgerEntry'];

const COLUMNS = [
  {
    title: '条目',
    width: 220,
    render: (_: unknown, entry: Entry) => (
      <Flex vertical>
        <Typography.Text type="secondary">{entry.chapter}</Typography.Text>
        <span>{entry.clause}</span>
      </Flex>
    ),
  },
  {
    title: '任务',
    render: (_: unknown, entry: Entry) => (
      <Flex vertical>
        <Link to={`/tasks/${entry.taskId}`}>{entry.title}</Link>
        {entry.deliverable && <Typography.Text type="secondary">成果：{entry.deliverable}</Typography.Text>}
        {entry.latestProgress && (
          <Typography.Paragraph type="secondary" ellipsis={{ rows: 2 }} style={{ margin: 0 }}>
            进展：{entry.latestProgress}
          </Typography.Paragraph>
        )}
      </Flex>
    ),
  },
  {
    title: '责任单位和进度',
    width: 320,
    render: (_: unknown, entry: Entry) => (
      <Flex vertical gap={2}>
        {entry.shares.map((share) => (
          <Flex key={share.id} gap={6} align="center">
            <Tag style={{ margin: 0 }}>{word(roles, share.role)}</Tag>
            <span style={{ flex: 1 }}>{share.unitName}</span>
            <Lamp share={share} />
          </Flex>
        ))}
      </Flex>
    ),
  },
  {
    title: '时限',
    width: 150,
    render: (_: unknown, entry: Entry) => (
      <Flex vertical>
        <span>{entry.dueOn ? dayWords(entry.dueOn) : '长期坚持'}</span>
        {entry.originalDueOn && entry.originalDueOn !== entry.dueOn && (
          <Typography.Text type="secondary">原定{dayWords(entry.originalDueOn)}</Typography.Text>
        )}
        {entry.milestones.map((each) => (
          <Typography.Text key={each.name} type={each.state === 'overdue' ? 'danger' : 'secondary'}>
            {shortDay(each.dueOn)}
            {each.name}
            {each.state === 'met' ? '（已完成）' : each.state === 'overdue' ? '（逾期）' : ''}
          </Typography.Text>
        ))}
      </Flex>
    ),
  },
  { title: '督办文书', width: 150, render: (_: unknown, entry: Entry) => entry.instruments.join('、') || '—' },
];

const shortDay = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
