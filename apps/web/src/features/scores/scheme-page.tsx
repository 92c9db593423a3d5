import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Input, InputNumber, Popconfirm, Select, Space, Typography } from 'antd';
import { useDeferredValue, useEffect, useState } from 'react';
import { answer, client, type Schemas } from '../../api/client';
import { usePlans } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { instantWords } from '../../ui/format';
import { Loaded, Page } from '../../ui/page';
import { Ranking } from './ranking';
import { Labelled, Points, RuleEditor } from './rule-editor';
import { EMPTY_SCHEME, newRule, schemeOf, type Rule, type SchemeBody } from './scheme-body';

type Shown = Schemas['ScoreScheme'];

/** 计分规则: written or begun from an earlier version, tried on a plan, and published as a new version. */
export function SchemePage() {
  const shown = useQuery({ queryKey: ['score-scheme'], queryFn: () => answer(client.GET('/api/score-scheme')) });
  return <Loaded query={shown}>{(data) => <Editor key={data.version} shown={data} />}</Loaded>;
}

function Editor({ shown }: { shown: Shown }) {
  const stored = shown.scheme === null ? EMPTY_SCHEME : schemeOf(shown.scheme);
  const [scheme, setScheme] = useState<SchemeBody>(stored);
  const [planId, setPlanId] = useState<string | undefined>();
  const isChanged = JSON.stringify(scheme) !== JSON.stringify(stored);
  const mayKeep = shown.actions.includes('keep');
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    if (isChanged) window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isChanged]);
  const trial = useTrial(scheme, planId, mayKeep);
  const flaws = trial.data?.flaws ?? [];
  const keep = useCommand(
    (body: SchemeBody, key) =>
      client.POST('/api/score-scheme', {
        params: { header: { 'Idempotency-Key': key } },
        body: { scheme: { ...body }, version: shown.version },
      }),
    { done: '计分规则已发布' },
  );
  return (
    <Page
      title="计分规则"
      back={{ to: '/scores', text: '考核得分' }}
      extra={
        mayKeep && (
          <>
            {isChanged && <Button onClick={() => setScheme(stored)}>放弃改动</Button>}
            <Popconfirm
              title="发布后成为新的一版，目前的得分按新规则计算；已公示的得分仍按原来的规则。"
              okText="发布"
              cancelText="取消"
              onConfirm={() => keep.mutate(scheme)}
            >
              <Button type="primary" disabled={!isChanged || flaws.length > 0} loading={keep.isPending}>
                发布
              </Button>
            </Popconfirm>
          </>
        )
      }
    >
      {flaws.length > 0 && <Alert type="error" showIcon title={`有${flaws.length}处问题，改正后才能发布`} />}
      <Versions shown={shown} onCopy={setScheme} mayCopy={mayKeep} />
      <fieldset disabled={!mayKeep} style={{ border: 0, padding: 0, margin: 0 }}>
        <Flex vertical gap={16}>
          <Head scheme={scheme} flaws={flaws} onChange={setScheme} />
          <Rules scheme={scheme} flaws={flaws} onChange={setScheme} />
        </Flex>
      </fieldset>
      {mayKeep && <Trial trial={trial.data} planId={planId} onPlan={setPlanId} />}
    </Page>
  );
}

/** Asked again when the typing rests: a deferred value lets the fields go first. */
function useTrial(scheme: SchemeBody, planId: string | undefined, enabled: boolean) {
  const tried = useDeferredValue(scheme);
  return useQuery({
    queryKey: ['score-trial', tried, planId],
    enabled,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: () => answer(client.POST('/api/score-scheme/trial', { body: { scheme: { ...tried }, planId } })),
  });
}

interface EditorProps {
  readonly scheme: SchemeBody;
  readonly flaws: readonly Schemas['ScoreFlaw'][];
  readonly onChange: (scheme: SchemeBody) => void;
}

function Head({ scheme, flaws, onChange }: EditorProps) {
  const at = (field: string) => flaws.filter((flaw) => flaw.place === field || flaw.place.startsWith(`${field}.`));
  const orNone = (value: string) => (value === '' ? null : value);
  return (
    <Card title="总则" size="small">
      <Flex gap={16} wrap align="start">
        <Labelled label="名称" flaws={at('name')} width={320}>
          <Input
            aria-label="名称"
            maxLength={60}
            value={scheme.name}
            onChange={(event) => onChange({ ...scheme, name: event.target.value })}
          />
        </Labelled>
        <Labelled label="基础分" flaws={at('base')} width={110}>
          <Points value={scheme.base} onChange={(base) => onChange({ ...scheme, base })} />
        </Labelled>
        <Labelled label="最高分" flaws={at('most')} width={110}>
          <Points value={scheme.most ?? ''} placeholder="不限" onChange={(most) => onChange({ ...scheme, most: orNone(most) })} />
        </Labelled>
        <Labelled label="最低分" flaws={at('least')} width={110}>
          <Points
            value={scheme.least ?? ''}
            placeholder="不限"
            onChange={(least) => onChange({ ...scheme, least: orNone(least) })}
          />
        </Labelled>
        <Labelled label="公示后申诉期限" flaws={at('appealTerm')} width={240}>
          <Space.Compact>
            <InputNumber
              aria-label="申诉期限"
              min={1}
              max={60}
              value={scheme.appealTerm.n}
              onChange={(n) => onChange({ ...scheme, appealTerm: { ...scheme.appealTerm, n: n ?? 1 } })}
            />
            <Select
              aria-label="申诉期限的计算方式"
              style={{ width: 120 }}
              value={scheme.appealTerm.unit}
              onChange={(unit) => onChange({ ...scheme, appealTerm: { ...scheme.appealTerm, unit } })}
              options={[
                { value: 'workingDays', label: '个工作日' },
                { value: 'calendarDays', label: '个自然日' },
              ]}
            />
          </Space.Compact>
        </Labelled>
      </Flex>
    </Card>
  );
}

function Rules({ scheme, flaws, onChange }: EditorProps) {
  const set = (rules: readonly Rule[]) => onChange({ ...scheme, rules });
  const move = (index: number, by: number) => {
    const rules = [...scheme.rules];
    const [moved] = rules.splice(index, 1);
    if (moved) rules.splice(index + by, 0, moved);
    set(rules);
  };
  return (
    <Card
      title="计分项目"
      size="small"
      extra={<Typography.Text type="secondary">加分写正数，扣分写负数；同组的，同一事项只计最重的一次</Typography.Text>}
    >
      <Flex vertical gap={8}>
        {scheme.rules.map((rule, index) => (
          <RuleEditor
            key={rule.key}
            rule={rule}
            index={index}
            count={scheme.rules.length}
            flaws={flaws}
            onChange={(changed) => set(scheme.rules.map((each, at) => (at === index ? changed : each)))}
            onMove={(by) => move(index, by)}
            onRemove={() => set(scheme.rules.filter((_, at) => at !== index))}
          />
        ))}
        {flaws.some((flaw) => flaw.place === 'rules') && <Typography.Text type="danger">至少要有一条规则</Typography.Text>}
        <Flex gap={8} wrap>
          <Button onClick={() => set([...scheme.rules, newRule('each')])}>添加逐次计分</Button>
          <Button onClick={() => set([...scheme.rules, newRule('rate')])}>添加按比率计分</Button>
          <Button onClick={() => set([...scheme.rules, newRule('award')])}>添加逐次登记</Button>
        </Flex>
      </Flex>
    </Card>
  );
}

function Versions({ shown, onCopy, mayCopy }: { shown: Shown; onCopy: (scheme: SchemeBody) => void; mayCopy: boolean }) {
  if (shown.versions.length === 0) return <Alert type="info" showIcon title="还没有计分规则，写好后发布即可使用。" />;
  return (
    <Flex gap={12} align="center" wrap>
      <Typography.Text type="secondary">
        现行第{shown.version}版
        {shown.versions[0] &&
          `，${instantWords(shown.versions[0].madeAt)}${shown.versions[0].madeBy ? ` ${shown.versions[0].madeBy}发布` : '随系统设立'}`}
      </Typography.Text>
      {mayCopy && shown.versions.length > 1 && (
        <Select
          placeholder="从以前的版本改起"
          style={{ width: 320 }}
          value={null}
          onChange={(version: number) => {
            const found = shown.versions.find((each) => each.version === version);
            if (found) onCopy(schemeOf(found.scheme));
          }}
          options={shown.versions.map((each) => ({
            value: each.version,
            label: `第${each.version}版（${instantWords(each.madeAt)}）`,
          }))}
        />
      )}
    </Flex>
  );
}

interface TrialProps {
  readonly trial: Schemas['ScoreTrial'] | undefined;
  readonly planId: string | undefined;
  readonly onPlan: (planId: string | undefined) => void;
}

/** The units as they would stand by these rules today; nothing of it is kept. */
function Trial({ trial, planId, onPlan }: TrialProps) {
  const plans = usePlans();
  const issued = (plans.data?.items ?? []).filter((plan) => plan.state !== 'draft' && plan.state !== 'approved');
  return (
    <>
      <Card title="试算" size="small">
        <Flex gap={12} align="center" wrap>
          <Select
            allowClear
            aria-label="试算的计划"
            placeholder="选择计划"
            style={{ width: 420 }}
            value={planId}
            onChange={onPlan}
            options={issued.map((plan) => ({ value: plan.id, label: `${plan.year}年 ${plan.title}` }))}
          />
          <Typography.Text type="secondary">
            {trial && trial.flaws.length > 0
              ? '改正上面的问题后才能试算。'
              : '按正在修改的规则和目前的记录计算，不保存、不公示。'}
          </Typography.Text>
        </Flex>
      </Card>
      {planId && trial?.units && (
        <Ranking units={trial.units} rules={trial.rules} schemeName={trial.schemeName} note={trial.note} />
      )}
    </>
  );
}
