import { Card, Flex, Table, Typography } from 'antd';
import type { Schemas } from '../../api/client';
import { StackedBars } from '../../ui/stacked-bars';
import { dayWords } from '../../ui/format';

type Facts = Schemas['BulletinFacts'];
type Unit = Facts['units'][number];

const PARTS = [
  { part: 'onTime', name: '按时办结', colour: '#2e7d4f' },
  { part: 'late', name: '逾期办结', colour: '#b7791f' },
  { part: 'overdue', name: '逾期未办', colour: '#c0392b' },
  { part: 'open', name: '未到期', colour: '#5f7285' },
] as const;

const COUNTS = [
  ['total', '责任事项'],
  ['onTime', '按时办结'],
  ['late', '逾期办结'],
  ['overdue', '逾期未办'],
  ['open', '未到期'],
] as const;
const PAPERS = [
  ['urged', '催办次数'],
  ['supervised', '督办文书'],
] as const;

/** The tables and the chart of a 通报, as its paper prints them. */
export function BulletinFactsCards({ facts }: { facts: Facts }) {
  const sum = (key: Exclude<keyof Unit, 'unitName' | 'rate'>) => facts.units.reduce((all, unit) => all + unit[key], 0);
  return (
    <>
      {facts.units.length > 0 && (
        <Card title="各单位责任事项办理情况" size="small" styles={{ body: { padding: 0 } }}>
          <Table
            rowKey="unitName"
            size="small"
            pagination={false}
            scroll={{ x: 760 }}
            dataSource={facts.units}
            columns={[
              { title: '单位', dataIndex: 'unitName' },
              ...COUNTS.map(([key, title]) => ({ title, dataIndex: key, width: 92, align: 'right' as const })),
              { title: '办结率', dataIndex: 'rate', width: 92, align: 'right' },
              ...PAPERS.map(([key, title]) => ({ title, dataIndex: key, width: 92, align: 'right' as const })),
            ]}
            summary={() =>
              facts.units.length < 2 ? null : (
                <Table.Summary.Row>
                  <Table.Summary.Cell index={0}>合计</Table.Summary.Cell>
                  {COUNTS.map(([key], at) => (
                    <Table.Summary.Cell key={key} index={1 + at} align="right">
                      {sum(key)}
                    </Table.Summary.Cell>
                  ))}
                  <Table.Summary.Cell index={6} align="right">
                    {facts.shares.rate}
                  </Table.Summary.Cell>
                  {PAPERS.map(([key], at) => (
                    <Table.Summary.Cell key={key} index={7 + at} align="right">
                      {sum(key)}
                    </Table.Summary.Cell>
                  ))}
                </Table.Summary.Row>
              )
            }
          />
        </Card>
      )}
      {facts.units.some((unit) => unit.total > 0) && (
        <Card title="各单位责任事项办理情况图" size="small">
          <StackedBars
            label="各单位责任事项办理情况图"
            names={facts.units.map((unit) => unit.unitName)}
            parts={PARTS.map(({ part, ...each }) => ({ ...each, values: facts.units.map((unit) => unit[part]) }))}
          />
        </Card>
      )}
      {facts.lateProblems.length > 0 && (
        <Card title="超过时限的整改问题" size="small">
          <Flex vertical gap={6}>
            {facts.lateProblems.map((line, index) => (
              <span key={index}>
                <Typography.Text strong>{line.unitName}</Typography.Text> {line.problem}，应于{dayWords(line.dueOn)}前整改到位
                {line.cause !== '' && <Typography.Text type="secondary">（原因：{line.cause}）</Typography.Text>}
              </span>
            ))}
          </Flex>
        </Card>
      )}
    </>
  );
}
