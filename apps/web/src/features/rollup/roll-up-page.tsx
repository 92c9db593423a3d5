import { Alert, Button, Card, Flex, Segmented, Select, Switch, Table, Tabs, Typography } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Schemas } from '../../api/client';
import { useMe, usePlan, usePlans } from '../../api/queries';
import { DayField } from '../../ui/day-field';
import { periodWords } from '../../ui/format';
import { Loaded, Nothing, Page } from '../../ui/page';
import { CellSources } from './cell-sources';
import { placeWords } from './place-words';
import { useRollUp, type RollUpAsk } from './roll-up-queries';
import { Targets } from './targets';

type Cell = Schemas['RollUpCell'];

const PLACES = [
  { value: '', label: '合计' },
  { value: 'chapter', label: '按部分' },
  { value: 'chapter,clause', label: '按条目' },
  { value: 'task', label: '按任务' },
  { value: 'unit', label: '按单位' },
  { value: 'jurisdiction', label: '按辖区' },
  { value: 'period', label: '按期间' },
];

/** 数据汇总：what the signed reports add up to; the question stands in the address. */
export function RollUpPage() {
  const plans = usePlans();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const issued = plans.data?.items.filter((plan) => plan.state !== 'draft' && plan.state !== 'approved') ?? [];
  const planId = params.get('planId') ?? issued[0]?.id ?? null;
  const set = (key: string, value: string | null) => {
    const next = new URLSearchParams(params);
    if (value) next.set(key, value);
    else next.delete(key);
    setParams(next, { replace: true });
  };
  const oversees = me.data?.pages.includes('overview') === true;
  return (
    <Page title="数据汇总">
      <Loaded query={plans}>
        {() =>
          planId === null ? (
            <Nothing text="计划印发并有签发的填报后可以汇总" />
          ) : (
            <>
              <Select
                aria-label="计划"
                style={{ maxWidth: 480 }}
                value={planId}
                onChange={(value) => set('planId', value)}
                options={issued.map((plan) => ({ value: plan.id, label: `${plan.year}年 ${plan.title}` }))}
              />
              {oversees ? (
                <Tabs
                  activeKey={params.get('tab') ?? 'figures'}
                  onChange={(tab) => set('tab', tab)}
                  items={[
                    {
                      key: 'figures',
                      label: '填报数据',
                      children: <Figures planId={planId} params={params} set={set} oversees />,
                    },
                    { key: 'targets', label: '指标目标', children: <Targets planId={planId} /> },
                  ]}
                />
              ) : (
                <Figures planId={planId} params={params} set={set} oversees={false} />
              )}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

interface FiguresProps {
  readonly planId: string;
  readonly params: URLSearchParams;
  readonly set: (key: string, value: string | null) => void;
  readonly oversees: boolean;
}

function Figures({ planId, params, set, oversees }: FiguresProps) {
  const by = params.get('by') ?? 'chapter,clause';
  const ask: RollUpAsk = {
    by,
    ...(params.get('chapter') ? { chapter: params.get('chapter') ?? '' } : {}),
    ...(params.get('period') ? { period: params.get('period') ?? '' } : {}),
    ...(params.get('asOfOn') ? { asOfOn: params.get('asOfOn') ?? '' } : {}),
    ...(params.get('units') === 'bySuccessor' ? { units: 'bySuccessor' as const } : {}),
    ...(params.get('withLower') ? { withLower: true } : {}),
  };
  const rollUp = useRollUp(planId, ask);
  const plan = usePlan(planId);
  const [opened, setOpened] = useState<Cell | null>(null);
  const chapters = [...new Set(plan.data?.points.map((point) => point.chapter) ?? [])];
  const year = plan.data?.year ?? 0;
  return (
    <Flex vertical gap={16}>
      <Segmented options={PLACES} value={by} onChange={(value) => set('by', value === '' ? null : value)} />
      <Flex gap={12} wrap align="center">
        <Select
          allowClear
          aria-label="部分"
          placeholder="全部部分"
          style={{ width: 260 }}
          options={chapters.map((chapter) => ({ value: chapter, label: chapter }))}
          value={params.get('chapter') ?? undefined}
          onChange={(value?: string) => set('chapter', value ?? null)}
        />
        <Select
          allowClear
          aria-label="期间"
          placeholder="全部期间"
          style={{ width: 180 }}
          options={periodsOf(year)}
          value={params.get('period') ?? undefined}
          onChange={(value?: string) => set('period', value ?? null)}
        />
        <DayField
          placeholder="截至今天"
          width={170}
          value={params.get('asOfOn') ?? undefined}
          onChange={(value) => set('asOfOn', value ?? null)}
        />
        <Select
          aria-label="单位口径"
          style={{ width: 200 }}
          options={[
            { value: 'asNamed', label: '按当时的单位' },
            { value: 'bySuccessor', label: '按合并后的单位' },
          ]}
          value={params.get('units') ?? 'asNamed'}
          onChange={(value) => set('units', value === 'asNamed' ? null : value)}
        />
        {oversees && (
          <label>
            <Switch
              size="small"
              checked={params.get('withLower') === 'true'}
              onChange={(checked) => set('withLower', checked ? 'true' : null)}
            />{' '}
            含下级辖区
          </label>
        )}
      </Flex>
      <Loaded query={rollUp}>
        {(data) => (
          <>
            <Alert
              type="info"
              showIcon
              title={`只计已签发的填报${data.reports.signed}份，其中迟报${data.reports.late}份；另有审签中${data.reports.waiting}份、已退回${data.reports.returned}份不计入。同一单位同一期间重新签发的，以后一次为准。`}
            />
            <Card styles={{ body: { padding: data.cells.length > 0 ? 0 : 24 } }}>
              {data.cells.length === 0 ? (
                <Nothing text="没有符合条件的数据" />
              ) : (
                <CellTable cells={data.cells} by={by} loading={rollUp.isPlaceholderData} open={setOpened} />
              )}
            </Card>
          </>
        )}
      </Loaded>
      {opened && <CellSources planId={planId} ask={ask} cell={opened} onClose={() => setOpened(null)} />}
    </Flex>
  );
}

/** 2026 → its half-years, quarters and months, and the reports that belong to no period. */
function periodsOf(year: number): { value: string; label: string }[] {
  if (year === 0) return [];
  const keys = [
    `${year}`,
    ...[1, 2].map((n) => `${year}-H${n}`),
    ...[1, 2, 3, 4].map((n) => `${year}-Q${n}`),
    ...Array.from({ length: 12 }, (_, n) => `${year}-${String(n + 1).padStart(2, '0')}`),
  ];
  return [...keys.map((key) => ({ value: key, label: periodWords(key) })), { value: 'free', label: '不限期填报' }];
}

interface CellTableProps {
  readonly cells: readonly Cell[];
  readonly by: string;
  readonly loading: boolean;
  readonly open: (cell: Cell) => void;
}

function CellTable({ cells, by, loading, open }: CellTableProps) {
  const rows = cells.map((cell, index) => ({ cell, key: String(index), place: placeWords(cell) }));
  const span = (index: number) =>
    index > 0 && rows[index - 1]?.place === rows[index]?.place
      ? 0
      : rows.slice(index).findIndex((row) => row.place !== rows[index]?.place);
  const showsPlace = by !== '';
  return (
    <Table
      rowKey="key"
      size="middle"
      dataSource={rows}
      loading={loading}
      pagination={rows.length > 100 ? { pageSize: 100 } : false}
      columns={[
        ...(showsPlace
          ? [
              {
                title: PLACES.find((place) => place.value === by)?.label.slice(1) ?? '范围',
                dataIndex: 'place',
                onCell: (_: unknown, index: number = 0) => {
                  const rowSpan = span(index);
                  return { rowSpan: rowSpan < 0 ? rows.length - index : rowSpan, style: { verticalAlign: 'top' } };
                },
              },
            ]
          : []),
        { title: '指标', render: (_: unknown, { cell }: (typeof rows)[number]) => cell.name },
        {
          title: '汇总',
          align: 'right' as const,
          width: 220,
          render: (_: unknown, { cell }: (typeof rows)[number]) => (
            <Button type="link" style={{ padding: 0 }} onClick={() => open(cell)} aria-label={`${cell.name}${cell.shown}的来源`}>
              {cell.shown}
            </Button>
          ),
        },
        {
          title: '填报',
          align: 'right' as const,
          width: 100,
          render: (_: unknown, { cell }: (typeof rows)[number]) => `${cell.figures}条`,
        },
        {
          title: '迟报',
          align: 'right' as const,
          width: 100,
          render: (_: unknown, { cell }: (typeof rows)[number]) =>
            cell.late > 0 ? <Typography.Text type="warning">{cell.late}条</Typography.Text> : '—',
        },
      ]}
    />
  );
}
