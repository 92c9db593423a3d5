import { Card, Col, Flex, Row, Table, Tag, Typography } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { dayWords } from '../../ui/format';
import { Nothing } from '../../ui/page';

type Unit = Schemas['ScoredUnit'];
type Line = Schemas['ScoreLine'];
type Rule = Schemas['ScoreRuleWords'];

interface Props {
  readonly units: readonly Unit[];
  readonly rules: readonly Rule[];
  readonly schemeName: string | null;
  readonly note: string;
  /** Deeds on one line of a unit's sheet, such as an appeal. */
  readonly lineDeed?: (unit: Unit, line: Line) => React.ReactNode;
}

/** The ranking with the rules beside it; a unit's row opens its sheet, each point with its reason and its source. */
export function Ranking({ units, rules, schemeName, note, lineDeed }: Props) {
  const isAdjusted = units.some((unit) => unit.adjustment !== '0');
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} xl={15}>
        <Card title="得分排名" styles={{ body: { padding: units.length > 0 ? 0 : 24 } }}>
          {units.length === 0 ? (
            <Nothing text="还没有可以计分的单位" />
          ) : (
            <Table
              rowKey="unitId"
              size="middle"
              dataSource={[...units]}
              pagination={false}
              expandable={{
                rowExpandable: (unit) => unit.sheet !== null,
                expandedRowRender: (unit) => <Sheet unit={unit} {...(lineDeed ? { lineDeed } : {})} />,
              }}
              columns={[
                {
                  title: '名次',
                  width: 90,
                  render: (_, unit) =>
                    unit.hasTasks ? (unit.rank ?? '—') : <Typography.Text type="secondary">不排名</Typography.Text>,
                },
                { title: '单位', dataIndex: 'unitName' },
                ...(isAdjusted ? [{ title: '申诉更正', width: 110, align: 'right' as const, dataIndex: 'adjustment' }] : []),
                {
                  title: '总分',
                  width: 110,
                  align: 'right',
                  render: (_, unit) => <Typography.Text strong>{unit.total}</Typography.Text>,
                },
              ]}
            />
          )}
        </Card>
      </Col>
      <Col xs={24} xl={9}>
        <Card title={schemeName ?? '计分规则'}>
          <Flex vertical gap={8}>
            <Typography.Text type="secondary">{note}</Typography.Text>
            {rules.map((rule) => (
              <Flex key={rule.key} vertical>
                <Typography.Text strong>{rule.name}</Typography.Text>
                <Typography.Text>{rule.how}</Typography.Text>
              </Flex>
            ))}
          </Flex>
        </Card>
      </Col>
    </Row>
  );
}

function Sheet({ unit, lineDeed }: { unit: Unit; lineDeed?: Props['lineDeed'] }) {
  const { sheet } = unit;
  if (sheet === null) return null;
  const lines = sheet.lines.filter((line) => line.items.length > 0 || line.points !== '0');
  return (
    <Flex vertical gap={12}>
      <Typography.Text>
        基础分{sheet.base}，各项合计后{sheet.unbounded}，总分{unit.total}。
      </Typography.Text>
      {lines.map((line) => (
        <Flex key={line.ruleKey} vertical gap={4}>
          <Flex justify="space-between" align="center" gap={12}>
            <span>
              <Typography.Text strong>{line.name}</Typography.Text> {signed(line.points)}分
              {line.isCapped && <Tag style={{ marginLeft: 8 }}>合计{signed(line.uncapped)}，按上限计</Tag>}
              {line.rate && (
                <Typography.Text type="secondary">
                  （{line.rate.due}项到期，按期{line.rate.onTime}项）
                </Typography.Text>
              )}
            </span>
            {lineDeed?.(unit, line)}
          </Flex>
          {line.items.map((item, index) => (
            <Flex key={`${item.source.id}-${index}`} gap={12} style={{ paddingLeft: 16 }}>
              <span style={{ width: 56, textAlign: 'right' }}>{line.rate ? '未按期' : signed(item.points)}</span>
              <span style={{ flex: 1 }}>
                <Source item={item} />
                {item.isCovered && <Typography.Text type="secondary">（同一事项已按更重的一次计分）</Typography.Text>}
              </span>
              <Typography.Text type="secondary">{dayWords(item.on)}</Typography.Text>
            </Flex>
          ))}
        </Flex>
      ))}
    </Flex>
  );
}

function Source({ item }: { item: Schemas['ScoreItem'] }) {
  if (item.source.kind === 'instrument') return <Link to={`/instruments/${item.source.id}`}>{item.title}</Link>;
  const [taskId] = item.taskIds;
  return taskId ? <Link to={`/tasks/${taskId}`}>{item.title}</Link> : <>{item.title}</>;
}

const signed = (points: string): string => (points.startsWith('-') || points === '0' ? points : `+${points}`);
