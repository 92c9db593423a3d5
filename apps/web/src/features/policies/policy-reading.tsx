import { Card, Descriptions, Table, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { LadderGraph } from './ladder-graph';
import { bodyOf } from './policy-body';

type InWords = Schemas['PolicyInWords'];
type Rung = Schemas['RungInWords'];

/** A policy as an office reads it: the ladder as a graph and as a table, the chains, the limits, the lamps. */
export function PolicyReading({
  body,
  inWords,
  mark,
}: {
  body: unknown;
  inWords: InWords;
  mark?: (part: string, key: string) => ReactNode;
}) {
  const general = inWords.lines.filter(({ place }) => ['general', 'owes', 'extension'].includes(place.part));
  const lamps = inWords.lines.filter(({ place }) => place.part === 'lamps');
  return (
    <>
      <Card title="督办步骤图" size="small">
        <LadderGraph policy={bodyOf(body)} />
      </Card>
      <Card title="督办步骤表" size="small" styles={{ body: { padding: 0 } }}>
        <Table
          rowKey="key"
          size="small"
          pagination={false}
          dataSource={inWords.rungs}
          scroll={{ x: 1100 }}
          columns={[
            {
              title: '事项',
              width: 130,
              dataIndex: 'subject',
              onCell: (rung, index) => sameSubject(inWords.rungs, rung, index ?? 0),
            },
            {
              title: '步骤',
              width: 170,
              render: (_, rung: Rung) => (
                <>
                  {rung.name} {mark?.('ladder', rung.key)}
                </>
              ),
            },
            { title: '何时', width: 170, dataIndex: 'when' },
            { title: '做什么', width: 170, dataIndex: 'act' },
            { title: '告知谁', dataIndex: 'tells' },
            { title: '谁批准', width: 170, dataIndex: 'approval' },
            { title: '怎样结束', width: 170, dataIndex: 'end' },
          ]}
        />
      </Card>
      <Card title="签批" size="small" styles={{ body: { padding: 0 } }}>
        <Table
          rowKey="key"
          size="small"
          pagination={false}
          dataSource={inWords.chains}
          columns={[
            {
              title: '事项',
              width: 220,
              render: (_, chain) => (
                <>
                  {chain.name} {mark?.('chains', chain.key)}
                </>
              ),
            },
            { title: '环节、签批人和时限', dataIndex: 'text' },
          ]}
        />
      </Card>
      <Card title="文书各环节时限" size="small" styles={{ body: { padding: 0 } }}>
        <Table
          rowKey="kind"
          size="small"
          pagination={false}
          dataSource={inWords.instruments}
          columns={[
            {
              title: '文书',
              width: 220,
              render: (_, each) => (
                <>
                  {each.name} {mark?.('instruments', each.kind)}
                </>
              ),
            },
            { title: '时限', dataIndex: 'text' },
          ]}
        />
      </Card>
      <Card title="时限和责任" size="small">
        <Descriptions
          size="small"
          column={{ xs: 1, md: 2 }}
          items={general.map((line) => ({
            key: `${line.place.part}${line.place.key}${line.place.field}`,
            label: line.label,
            children: line.text,
          }))}
        />
      </Card>
      <Card title="亮灯" size="small">
        <Descriptions
          size="small"
          column={{ xs: 1, md: 2, xl: 4 }}
          items={lamps.map((line) => ({ key: line.place.key ?? '', label: line.label, children: line.text }))}
        />
      </Card>
    </>
  );
}

function sameSubject(rungs: readonly Rung[], rung: Rung, index: number): { rowSpan: number } {
  if (rungs[index - 1]?.subject === rung.subject) return { rowSpan: 0 };
  let span = 1;
  while (rungs[index + span]?.subject === rung.subject) span += 1;
  return { rowSpan: span };
}

const CHANGES: Record<string, { text: string; colour: string }> = {
  added: { text: '新增', colour: 'success' },
  removed: { text: '取消', colour: 'error' },
  changed: { text: '改动', colour: 'warning' },
};

/** What differs between two policies, line by line. */
export function DifferenceTable({ items }: { readonly items: readonly Schemas['PolicyDifference'][] }) {
  if (items.length === 0) return <Typography.Text type="secondary">两者内容相同</Typography.Text>;
  return (
    <Table
      rowKey={(item) => `${item.place.part}/${item.place.key ?? ''}/${item.place.field ?? ''}`}
      size="small"
      pagination={false}
      dataSource={[...items]}
      columns={[
        {
          title: '',
          width: 72,
          render: (_, item) => <Tag color={CHANGES[item.change]?.colour}>{CHANGES[item.change]?.text}</Tag>,
        },
        { title: '内容', width: 240, dataIndex: 'label' },
        { title: '原来', render: (_, item) => item.before ?? '—' },
        { title: '现在', render: (_, item) => item.after ?? '—' },
      ]}
    />
  );
}
