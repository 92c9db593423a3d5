import { Card, Flex, Table, Tag, Typography } from 'antd';
import type { Schemas } from '../../api/client';
import { useTaskClock } from '../../api/queries';
import { dueReasons, freezes, obligationKinds, rungStates, word } from '../../i18n/zh-CN';
import { dayWords, instantWords, periodWords } from '../../ui/format';
import { Loaded, Nothing } from '../../ui/page';
import type { Task } from '../../api/shown';
import { WhatIf } from './what-if';

const COLOURS: Record<string, string> = {
  armed: 'processing',
  frozen: 'default',
  fired: 'success',
  skipped: 'default',
  held: 'warning',
  superseded: 'default',
};

/** 时钟：each reminder and each rung of what is owed, when and why. */
export function TaskClock({ task }: { task: Task }) {
  const clock = useTaskClock(task.id);
  return (
    <Loaded query={clock}>
      {({ obligations }) =>
        obligations.length === 0 ? (
          <Nothing text="计划印发后开始计时" />
        ) : (
          <Flex vertical gap={12}>
            <WhatIf task={task} />
            {obligations.map((each) => (
              <Obligation key={each.obligationId} clock={each} />
            ))}
          </Flex>
        )
      }
    </Loaded>
  );
}

function Obligation({ clock }: { clock: Schemas['ObligationClock'] }) {
  const part = clock.period ? `（${periodWords(clock.period)}）` : clock.name ? `：${clock.name}` : '';
  const name = `${clock.unitName} · ${word(obligationKinds, clock.kind)}${part}`;
  return (
    <Card
      size="small"
      type="inner"
      title={name}
      extra={
        <Flex gap={8} align="center">
          {clock.freezes.map((freeze) => (
            <Tag key={freeze}>{word(freezes, freeze)}</Tag>
          ))}
          {clock.provisional && <Tag color="warning">暂定</Tag>}
          {clock.state === 'met' && <Tag color="success">已办理</Tag>}
          {clock.state === 'void' && <Tag>不再办理</Tag>}
          {clock.isPastDue && <Tag color="error">已过期限</Tag>}
          <span>{clock.dueOn ? `期限${dayWords(clock.dueOn)}` : '没有期限'}</span>
        </Flex>
      }
    >
      <Typography.Paragraph type="secondary" style={{ margin: '0 0 8px' }}>
        {clock.explain}
      </Typography.Paragraph>
      {clock.dueChanges.map((change) => (
        <Typography.Paragraph key={change.changedAt} type="secondary" style={{ margin: '0 0 8px' }}>
          {instantWords(change.changedAt)}：{dayWords(change.fromDueOn)}改为{dayWords(change.toDueOn)}，
          {word(dueReasons, change.reason)}
          {change.changedBy && `，${change.changedBy}`}
          {change.breached && '（原期限曾逾期）'}
        </Typography.Paragraph>
      ))}
      {clock.rungs.length === 0 ? (
        <Typography.Text type="secondary">没有待执行的提醒</Typography.Text>
      ) : (
        <Table
          rowKey={(rung) => `${rung.dueVersion}:${rung.rungKey}`}
          size="small"
          pagination={false}
          dataSource={clock.rungs}
          tableLayout="fixed"
          columns={[
            { title: '时间', width: 160, render: (_, rung) => instantWords(rung.fireAt) },
            { title: '步骤', dataIndex: 'name', width: 180 },
            {
              title: '状态',
              width: 110,
              render: (_, rung) => <Tag color={COLOURS[rung.state]}>{word(rungStates, rung.state)}</Tag>,
            },
            { title: '执行时间', width: 160, render: (_, rung) => instantWords(rung.recordedAt) || '—' },
            {
              title: '说明',
              render: (_, rung) => (
                <Flex vertical>
                  {rung.why && <span>{rung.why}</span>}
                  {rung.explain && <Typography.Text type="secondary">{rung.explain}</Typography.Text>}
                </Flex>
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}
