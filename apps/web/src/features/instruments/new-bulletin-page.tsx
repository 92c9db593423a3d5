import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Form, Input, Select, Typography } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { answer, client, type Schemas } from '../../api/client';
import { useLedgerUnits, usePlan, usePlans } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { periodWords } from '../../ui/format';
import { Loaded, Nothing, Page } from '../../ui/page';
import { BulletinFactsCards } from './bulletin-facts';

type Wanted = Schemas['BulletinBody'];

/** 起草通报：the period and the part are chosen, and what the paper would say is seen before it is made. */
export function NewBulletinPage() {
  const [search] = useSearchParams();
  const plans = usePlans();
  const running = plans.data?.items.filter((plan) => plan.state === 'issued' || plan.state === 'wrappedUp') ?? [];
  const asked = search.get('planId');
  return (
    <Page title="起草通报" back={{ to: '/instruments', text: '督办文书' }}>
      <Loaded query={plans}>
        {() => {
          const first = running.find((plan) => plan.id === asked) ?? running[0];
          return first ? <Draft plans={running} firstId={first.id} /> : <Nothing text="计划印发后可以起草通报" />;
        }}
      </Loaded>
    </Page>
  );
}

function Draft({ plans, firstId }: { plans: readonly { id: string; title: string }[]; firstId: string }) {
  const [wanted, setWanted] = useState<Wanted>({ planId: firstId });
  const [title, setTitle] = useState('');
  const navigate = useNavigate();
  const plan = usePlan(wanted.planId);
  const units = useLedgerUnits();
  const preview = useQuery({
    queryKey: ['bulletin-preview', wanted],
    queryFn: () => answer(client.POST('/api/instruments/bulletins/preview', { body: wanted })),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const draft = useCommand(
    (body: Wanted, key) => client.POST('/api/instruments/bulletins', { params: { header: { 'Idempotency-Key': key } }, body }),
    { done: '通报草稿已生成', onDone: (drawn) => void navigate(`/instruments/${drawn.instrumentId}`) },
  );
  const chapters = [...new Set((plan.data?.points ?? []).map((point) => point.chapter).filter((chapter) => chapter !== ''))];
  const isPart = (wanted.unitIds ?? []).length > 0 || (wanted.chapters ?? []).length > 0;
  const made = isPart ? null : preview.data?.periods.find((each) => each.period === wanted.period)?.instrumentId;
  return (
    <>
      <Card>
        <Form layout="vertical">
          <Flex gap={16} wrap>
            <Form.Item label="计划" style={{ flex: '2 1 320px' }}>
              <Select
                value={wanted.planId}
                onChange={(planId) => setWanted({ planId })}
                options={plans.map((each) => ({ value: each.id, label: each.title }))}
              />
            </Form.Item>
            <Form.Item label="期间" style={{ flex: '1 1 200px' }} extra="不选的，为截至目前的专项通报。">
              <Select
                allowClear
                placeholder="截至目前"
                value={wanted.period}
                onChange={(period?: string) => setWanted({ ...wanted, period })}
                options={(preview.data?.periods ?? []).map(({ period, instrumentId }) => ({
                  value: period,
                  label: `${periodWords(period)}${instrumentId ? '（已起草）' : ''}`,
                }))}
              />
            </Form.Item>
          </Flex>
          <Flex gap={16} wrap>
            <Form.Item
              label="单位范围"
              style={{ flex: '1 1 320px' }}
              extra="不选的，为承担任务的全部单位；通报发给范围内的单位。"
            >
              <Select
                mode="multiple"
                placeholder="全部单位"
                optionFilterProp="label"
                value={wanted.unitIds ?? []}
                onChange={(unitIds: string[]) => setWanted({ ...wanted, unitIds })}
                options={(units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))}
              />
            </Form.Item>
            <Form.Item label="任务范围" style={{ flex: '1 1 320px' }} extra="不选的，为计划的全部任务。">
              <Select
                mode="multiple"
                placeholder="全部章节"
                value={wanted.chapters ?? []}
                onChange={(chosen: string[]) => setWanted({ ...wanted, chapters: chosen })}
                options={chapters.map((chapter) => ({ value: chapter, label: chapter }))}
              />
            </Form.Item>
          </Flex>
          <Form.Item label="标题" extra="不填的，使用下面预览的标题。">
            <Input maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} />
          </Form.Item>
          <Flex gap={12} align="center" wrap>
            <Button
              type="primary"
              loading={draft.isPending}
              disabled={preview.data === undefined || Boolean(made) || preview.data.facts.units.length === 0}
              onClick={() => draft.mutate({ ...wanted, ...(title.trim() === '' ? {} : { title: title.trim() }) })}
            >
              生成草稿
            </Button>
            <Typography.Text type="secondary">
              {isPart || wanted.period === undefined
                ? '专项通报，不替代月度和半年通报。'
                : '数据截至生成草稿时；草稿经审批签发后送达。'}
            </Typography.Text>
          </Flex>
        </Form>
      </Card>
      {made && (
        <Alert
          type="info"
          showIcon
          title={
            <>
              这一期的通报已经起草，<Link to={`/instruments/${made}`}>打开查看</Link>。
            </>
          }
        />
      )}
      <Loaded query={preview}>
        {(data) => (
          <>
            <Card title={title.trim() === '' ? data.title : title.trim()} size="small">
              {data.facts.units.length === 0 ? (
                <Nothing text="所选范围内没有承担任务的单位" />
              ) : (
                data.paragraphs.map((paragraph, index) => (
                  <p key={index} style={{ margin: '0 0 6px', textIndent: '2em' }}>
                    {paragraph}
                  </p>
                ))
              )}
            </Card>
            <BulletinFactsCards facts={data.facts} />
          </>
        )}
      </Loaded>
    </>
  );
}
