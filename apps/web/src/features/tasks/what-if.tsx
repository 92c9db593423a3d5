import { Alert, Button, Card, Flex, Select, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { useLedgerUnits, useWhatIf } from '../../api/queries';
import type { Task } from '../../api/shown';
import { freezes, obligationKinds, roles, rungStates, word } from '../../i18n/zh-CN';
import { DayField } from '../../ui/day-field';
import { dayWords, instantWords, periodWords } from '../../ui/format';

type Act = 'extend' | 'suspend' | 'resume' | 'reassign' | 'return' | 'cancel';

const ACTS: readonly { readonly value: Act; readonly label: string; readonly day: string | null }[] = [
  { value: 'extend', label: '延期', day: '延至' },
  { value: 'suspend', label: '中止', day: '恢复日期（可不填）' },
  { value: 'resume', label: '恢复', day: '恢复日期（可不填）' },
  { value: 'reassign', label: '转办', day: '完成时限（可不填）' },
  { value: 'return', label: '退回办结申请', day: '新的完成时限（可不填）' },
  { value: 'cancel', label: '撤销', day: null },
];

/** 试算：what an act made today would do to the clock, before anybody makes it. */
export function WhatIf({ task }: { task: Task }) {
  const readable = task.shares.filter((share) => share.isOpen);
  const [act, setAct] = useState<Act>('extend');
  const [share, setShare] = useState(readable[0]?.id);
  const [day, setDay] = useState<string>();
  const [unit, setUnit] = useState<string>();
  const [asked, setAsked] = useState<{ readonly text: string; readonly share: string | undefined } | null>(null);
  const units = useLedgerUnits();
  const found = useWhatIf(task.id, asked?.text ?? null, asked?.share);
  const chosen = ACTS.find((each) => each.value === act);
  const text = supposedText(act, day, unit);
  if (readable.length === 0) return null;
  return (
    <Card size="small" type="inner" title="试算：如果今天这样办理" style={{ marginBottom: 12 }}>
      <Flex gap={8} wrap align="center">
        <Select
          aria-label="责任分工"
          style={{ minWidth: 200 }}
          value={share}
          onChange={setShare}
          options={readable.map((each) => ({ value: each.id, label: `${each.unitName}（${word(roles, each.role)}）` }))}
        />
        <Select
          aria-label="办理方式"
          style={{ width: 150 }}
          value={act}
          onChange={(value) => {
            setAct(value);
            setDay(undefined);
          }}
          options={ACTS.map(({ value, label }) => ({ value, label }))}
        />
        {act === 'reassign' && (
          <Select
            aria-label="转交单位"
            style={{ minWidth: 200 }}
            showSearch
            optionFilterProp="label"
            placeholder="转交单位"
            value={unit}
            onChange={setUnit}
            options={(units.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))}
          />
        )}
        {chosen?.day && (
          <Flex gap={4} align="center">
            <Typography.Text type="secondary">{chosen.day}</Typography.Text>
            <div style={{ width: 160 }}>
              <DayField value={day} onChange={setDay} />
            </div>
          </Flex>
        )}
        <Button disabled={text === null} loading={found.isFetching} onClick={() => text && setAsked({ text, share })}>
          试算
        </Button>
      </Flex>
      {asked && found.error && <Alert style={{ marginTop: 12 }} type="warning" showIcon title={found.error.message} />}
      {asked && found.data?.whatIf && <Changes changes={found.data.whatIf} />}
    </Card>
  );
}

function supposedText(act: Act, day: string | undefined, unit: string | undefined): string | null {
  switch (act) {
    case 'extend':
      return day ? `extend:${day}` : null;
    case 'reassign':
      return unit ? `reassign:${unit}${day ? `,${day}` : ''}` : null;
    case 'suspend':
    case 'resume':
    case 'return':
      return day ? `${act}:${day}` : act;
    case 'cancel':
      return act;
  }
}

function Changes({ changes }: { changes: readonly Schemas['SupposedChange'][] }) {
  if (changes.length === 0) return <Alert style={{ marginTop: 12 }} type="info" showIcon title="时限和提醒都不会变化" />;
  return (
    <Flex vertical gap={12} style={{ marginTop: 12 }}>
      {changes.map((change) => (
        <Flex key={change.obligationId} vertical gap={6}>
          <span>
            <strong>
              {change.unitName} · {word(obligationKinds, change.kind)}
              {change.period && `（${periodWords(change.period)}）`}
              {change.name && `：${change.name}`}
            </strong>
            ：{changeWords(change)}
          </span>
          <Table
            rowKey="rungKey"
            size="small"
            pagination={false}
            dataSource={change.rungs}
            columns={[
              { title: '步骤', dataIndex: 'name', width: 180 },
              { title: '现在', width: 260, render: (_, rung) => <Stand stand={rung.before} none="没有" /> },
              { title: '办理后', width: 260, render: (_, rung) => <Stand stand={rung.after} none="不再执行" /> },
              { title: '依据', render: (_, rung) => rung.after?.explain ?? '' },
            ]}
          />
        </Flex>
      ))}
    </Flex>
  );
}

function Stand({ stand, none }: { stand: Schemas['RungStand'] | null; none: string }) {
  if (stand === null) return <Typography.Text type="secondary">{none}</Typography.Text>;
  return (
    <Flex gap={6} align="center">
      <span style={{ whiteSpace: 'nowrap' }}>{instantWords(stand.fireAt)}</span>
      <Tag>{word(rungStates, stand.state)}</Tag>
    </Flex>
  );
}

function changeWords({ before, after }: Schemas['SupposedChange']): string {
  const due = after.dueOn === null ? '没有期限' : `期限${dayWords(after.dueOn)}`;
  if (before === null) return `新增，${due}`;
  if (after.state === 'void' && before.state !== 'void') return '不再办理';
  const moved = before.dueOn === after.dueOn ? `${due}不变` : `期限由${dayWords(before.dueOn)}改为${dayWords(after.dueOn)}`;
  const stopped = after.freezes.filter((each) => !before.freezes.includes(each)).map((each) => word(freezes, each));
  return stopped.length === 0 ? moved : `${moved}，暂停计时（${stopped.join('、')}）`;
}
