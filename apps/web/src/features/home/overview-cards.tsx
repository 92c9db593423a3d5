import { Card, Col, Flex, Row, Table, Tag, Typography } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { lampColours, obligationKinds, word } from '../../i18n/zh-CN';
import { dayWords, periodWords } from '../../ui/format';
import { Loaded, Nothing } from '../../ui/page';
import { BasesBridge } from '../rollup/bases-bridge';
import { useOverview } from '../rollup/roll-up-queries';

type Overview = Schemas['Overview'];

/** For the office and the leaders: both rates with their bridge, the lamps, who is overdue, what is due this week. */
export function OverviewCards() {
  const overview = useOverview(true);
  return (
    <Loaded query={overview}>
      {(data) => (
        <Flex vertical gap={16}>
          {data.plans.map((plan) => (
            <PlanCard key={plan.planId} plan={plan} />
          ))}
          <Row gutter={[16, 16]}>
            <Col xs={24} lg={9}>
              <Overdue units={data.overdue} />
            </Col>
            <Col xs={24} lg={15}>
              <DueThisWeek data={data} />
            </Col>
          </Row>
        </Flex>
      )}
    </Loaded>
  );
}

function PlanCard({ plan }: { plan: Overview['plans'][number] }) {
  return (
    <Card
      title={<Link to={`/plans/${plan.planId}`}>{plan.title}</Link>}
      extra={<Link to={`/rollup?planId=${plan.planId}`}>数据汇总</Link>}
    >
      <Flex vertical gap={12}>
        <BasesBridge bases={plan.bases} />
        {plan.lamps.length > 0 && (
          <Flex gap={8} wrap align="center">
            <Typography.Text type="secondary">亮灯</Typography.Text>
            {plan.lamps.map((lamp) => (
              <Tag key={lamp.standing} color={lampColours[lamp.colour] ?? 'default'} style={{ margin: 0 }}>
                {lamp.word} {lamp.count}
              </Tag>
            ))}
          </Flex>
        )}
      </Flex>
    </Card>
  );
}

function Overdue({ units }: { units: Overview['overdue'] }) {
  return (
    <Card title="各单位逾期" styles={{ body: { padding: units.length > 0 ? 0 : 24 } }}>
      {units.length === 0 ? (
        <Nothing text="目前没有逾期的任务" />
      ) : (
        <Table
          rowKey="unitId"
          size="middle"
          dataSource={[...units]}
          pagination={units.length > 10 ? { pageSize: 10 } : false}
          columns={[
            {
              title: '单位',
              render: (_, unit) => <Link to={`/ledger?unitId=${unit.unitId}&standing=overdue`}>{unit.unitName}</Link>,
            },
            { title: '逾期', width: 80, align: 'right', render: (_, unit) => `${unit.count}项` },
            { title: '最长', width: 90, align: 'right', render: (_, unit) => `${unit.mostDays}天` },
          ]}
        />
      )}
    </Card>
  );
}

function DueThisWeek({ data }: { data: Overview }) {
  return (
    <Card
      title={`本周到期（${dayWords(data.today)}至${dayWords(data.weekEndsOn)}）`}
      extra={data.dueCount > data.dueThisWeek.length && `共${data.dueCount}项，先列${data.dueThisWeek.length}项`}
      styles={{ body: { padding: data.dueThisWeek.length > 0 ? 0 : 24 } }}
    >
      {data.dueThisWeek.length === 0 ? (
        <Nothing text="本周没有到期的事项" />
      ) : (
        <Table
          rowKey="obligationId"
          size="middle"
          dataSource={[...data.dueThisWeek]}
          pagination={data.dueThisWeek.length > 10 ? { pageSize: 10 } : false}
          columns={[
            { title: '事项', width: 100, render: (_, item) => word(obligationKinds, item.kind) },
            {
              title: '任务',
              render: (_, item) => (
                <Link to={`/tasks/${item.taskId}`}>
                  {item.taskTitle}
                  {item.period && <Typography.Text type="secondary">（{periodWords(item.period)}）</Typography.Text>}
                </Link>
              ),
            },
            { title: '单位', width: 140, dataIndex: 'unitName' },
            {
              title: '期限',
              width: 200,
              render: (_, item) => (
                <Flex gap={8}>
                  {dayWords(item.dueOn)}
                  {item.isFiled && <Tag color="processing">审核中</Tag>}
                </Flex>
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}
