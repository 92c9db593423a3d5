import { Button, Card, Flex, Form, Input, List, Select, Tag, Typography } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { client } from '../../api/client';
import { useLedgerUnits, usePlans } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';
import { dayWords, instantWords } from '../../ui/format';
import { Loaded, Nothing, Page } from '../../ui/page';
import { Ranking } from './ranking';
import { useLiveScores, useScoreRounds } from './score-queries';

/** 考核得分：how the units stand by the rules today, and what has been published. */
export function ScoresPage() {
  const plans = usePlans();
  const [params, setParams] = useSearchParams();
  const issued = plans.data?.items.filter((plan) => plan.state !== 'draft' && plan.state !== 'approved') ?? [];
  const planId = params.get('planId') ?? issued[0]?.id ?? null;
  return (
    <Page
      title="考核得分"
      extra={
        <Link to="/scores/rules">
          <Button>计分规则</Button>
        </Link>
      }
    >
      <Loaded query={plans}>
        {() =>
          planId === null ? (
            <Nothing text="计划印发后可以考核计分" />
          ) : (
            <>
              <Select
                aria-label="计划"
                style={{ maxWidth: 480 }}
                value={planId}
                onChange={(value) => setParams({ planId: value }, { replace: true })}
                options={issued.map((plan) => ({ value: plan.id, label: `${plan.year}年 ${plan.title}` }))}
              />
              <Rounds planId={planId} />
              <Live planId={planId} year={issued.find((plan) => plan.id === planId)?.year ?? 0} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Rounds({ planId }: { planId: string }) {
  const rounds = useScoreRounds(planId);
  return (
    <Loaded query={rounds}>
      {({ items }) =>
        items.length === 0 ? null : (
          <Card title="已公示" styles={{ body: { padding: '4px 24px' } }}>
            <List
              dataSource={items}
              renderItem={(round) => (
                <List.Item>
                  <Flex gap={12} align="center" wrap>
                    <Link to={`/scores/${round.id}`}>{round.title}</Link>
                    <Tag color={round.state === 'final' ? 'success' : 'processing'}>
                      {round.state === 'final' ? '已定稿' : '公示中'}
                    </Tag>
                    <Typography.Text type="secondary">
                      {instantWords(round.publishedAt)}公示，{dayWords(round.appealUntilOn)}（含）前可申诉
                    </Typography.Text>
                  </Flex>
                </List.Item>
              )}
            />
          </Card>
        )
      }
    </Loaded>
  );
}

interface AwardValues {
  readonly unitId: string;
  readonly ruleKey: string;
  readonly points: string;
  readonly reason: string;
  readonly awardedOn: string;
}

function Live({ planId, year }: { planId: string; year: number }) {
  const scores = useLiveScores(planId);
  const units = useLedgerUnits();
  const write =
    <Body extends object>(to: '/api/plans/{id}/score-awards' | '/api/plans/{id}/score-rounds') =>
    (body: Body, key: string) =>
      client.POST(to, { params: { path: { id: planId }, header: { 'Idempotency-Key': key } }, body: body as never });
  const award = useCommand(write<AwardValues>('/api/plans/{id}/score-awards'), { done: '已登记' });
  const publish = useCommand(write<{ title: string }>('/api/plans/{id}/score-rounds'), { done: '已公示' });
  return (
    <Loaded query={scores}>
      {(data) => (
        <Flex vertical gap={16}>
          {data.schemeName === null && <Nothing text="还没有设定计分规则" />}
          <Flex gap={8} wrap>
            {data.actions.includes('award') && (
              <DeedModal<AwardValues> label="登记加减分" busy={award.isPending} onSubmit={(values) => award.mutateAsync(values)}>
                <Form.Item name="unitId" label="单位" rules={[{ required: true, message: '请选择单位' }]}>
                  <Select
                    showSearch={{ optionFilterProp: 'label' }}
                    options={units.data?.items.map((unit) => ({ value: unit.id, label: unit.name }))}
                  />
                </Form.Item>
                <Form.Item name="ruleKey" label="规则" rules={[{ required: true, message: '请选择规则' }]}>
                  <Select
                    options={data.rules.filter((rule) => rule.isAward).map((rule) => ({ value: rule.key, label: rule.name }))}
                  />
                </Form.Item>
                <Form.Item
                  name="points"
                  label="分值（扣分写负数）"
                  rules={[{ required: true, pattern: /^-?\d{1,4}(\.\d{1,2})?$/, message: '请填写数字，最多两位小数' }]}
                >
                  <Input />
                </Form.Item>
                <Form.Item name="awardedOn" label="日期" rules={[{ required: true, message: '请选择日期' }]}>
                  <DayField />
                </Form.Item>
                <Form.Item name="reason" label="事由" rules={[{ required: true, message: '请写明事由' }]}>
                  <Input.TextArea rows={3} maxLength={500} />
                </Form.Item>
              </DeedModal>
            )}
            {data.actions.includes('publish') && (
              <DeedModal<{ title: string }>
                label="公示得分"
                primary
                busy={publish.isPending}
                initial={{ title: `${year}年度法治政府建设督察考核得分` }}
                hint="按目前的记录固定各单位得分并通知各单位，期限内可以申诉。"
                onSubmit={(values) => publish.mutateAsync(values)}
              >
                <Form.Item name="title" label="标题" rules={[{ required: true, message: '请写明标题' }]}>
                  <Input maxLength={200} />
                </Form.Item>
              </DeedModal>
            )}
          </Flex>
          {data.schemeName !== null && (
            <Ranking units={data.units} rules={data.rules} schemeName={data.schemeName} note={data.note} />
          )}
        </Flex>
      )}
    </Loaded>
  );
}
