import { Card, Flex, Table, Tag, Timeline, Typography } from 'antd';
import { Link } from 'react-router';
import type { Instrument } from '../../api/shown';
import { attendances, instrumentStages, itemEndReasons, outcomes, word } from '../../i18n/zh-CN';
import { FileList } from '../../ui/files';
import { dayWords, instantWords } from '../../ui/format';
import { Nothing } from '../../ui/page';

type UnitOf = (targetId: string | null) => string | null;

export function InstrumentTargets({ instrument }: { instrument: Instrument }) {
  return (
    <Card
      title={instrument.targets.some((target) => target.isMine) ? '本单位办理情况' : '对象单位'}
      styles={{ body: { padding: 0 } }}
    >
      <Table
        rowKey="id"
        size="middle"
        pagination={instrument.targets.length > 20 ? { pageSize: 20 } : false}
        dataSource={instrument.targets}
        columns={[
          { title: '单位', dataIndex: 'unitName' },
          { title: '送达', width: 190, render: (_, target) => instantWords(target.servedAt) || '—' },
          { title: '签收', width: 190, render: (_, target) => instantWords(target.receivedAt) || '—' },
          {
            title: '当前环节',
            width: 130,
            render: (_, target) => (target.state === 'closed' ? '办结' : word(instrumentStages, target.stageKey)),
          },
          { title: '最近期限', width: 160, render: (_, target) => dayWords(target.dueOn) || '—' },
          {
            title: '结果',
            width: 120,
            render: (_, target) => (target.outcome ? <Tag>{word(outcomes, target.outcome)}</Tag> : '—'),
          },
        ]}
      />
    </Card>
  );
}

export function InstrumentItems({ instrument, unitOf }: { instrument: Instrument; unitOf: UnitOf }) {
  const lapsed = instrument.items.filter((item) => item.state === 'lapsed');
  return (
    <Card
      title="督办事项"
      extra={lapsed.length > 0 && <Typography.Text type="secondary">有{lapsed.length}项经重新核对不再列入</Typography.Text>}
      styles={{ body: { padding: 0 } }}
    >
      <Table
        rowKey="id"
        size="middle"
        pagination={instrument.items.length > 20 ? { pageSize: 20 } : false}
        dataSource={instrument.items}
        locale={{ emptyText: '没有列明的事项' }}
        columns={[
          ...(instrument.targets.length > 1
            ? [
                {
                  title: '单位',
                  width: 180,
                  render: (_: unknown, item: Instrument['items'][number]) => unitOf(item.targetId) ?? '—',
                },
              ]
            : []),
          {
            title: '事项',
            render: (_, item) => (
              <Flex vertical>
                <Typography.Text className="prewrap" delete={item.state === 'lapsed'}>
                  {item.text}
                </Typography.Text>
                {item.cause && <Typography.Text type="secondary">单位说明的原因：{item.cause}</Typography.Text>}
                {item.taskId && <Link to={`/tasks/${item.taskId}`}>{item.taskTitle}</Link>}
              </Flex>
            ),
          },
          {
            title: '结果',
            width: 220,
            render: (_, item) => {
              const why = item.endReason ? word(itemEndReasons, item.endReason) : null;
              if (item.state === 'lapsed') return `不再列入${why ? `：${why}` : ''}`;
              return item.outcome ? word(outcomes, item.outcome) : (why ?? (instrument.issuedAt ? '办理中' : '拟列入'));
            },
          },
        ]}
      />
    </Card>
  );
}

interface Payload {
  readonly text?: string;
  readonly accepted?: boolean;
  readonly heldOn?: string;
  readonly place?: string;
  readonly attended?: string;
  readonly attendee?: string;
  readonly againBy?: string;
  readonly chair?: string;
  readonly recorder?: string;
  readonly commitment?: string;
  readonly second?: { readonly commitment?: string; readonly recorder?: string };
}

export function InstrumentStagesCard({ instrument, unitOf }: { instrument: Instrument; unitOf: UnitOf }) {
  return (
    <Card title="办理经过">
      {instrument.stages.length === 0 ? (
        <Nothing text="还没有办理记录" />
      ) : (
        <Timeline
          items={instrument.stages.map((stage) => {
            const payload = stage.payload as Payload;
            const facts = [
              payload.heldOn && dayWords(payload.heldOn),
              payload.place,
              payload.attended && word(attendances, payload.attended),
              payload.attendee,
              payload.accepted !== undefined && (payload.accepted ? '通过' : '不通过'),
              payload.chair && `约谈人：${payload.chair}`,
              (payload.recorder ?? payload.second?.recorder) && `记录人：${payload.recorder ?? payload.second?.recorder ?? ''}`,
              payload.againBy && `${dayWords(payload.againBy)}前重新办理`,
            ].filter(Boolean);
            return {
              key: stage.id,
              content: (
                <Flex vertical gap={2}>
                  <span>
                    <strong>{word(instrumentStages, stage.stageKey)}</strong>
                    {unitOf(stage.targetId) && ` · ${unitOf(stage.targetId) ?? ''}`} · {stage.doneBy}
                    {stage.doneBySecond && `、${stage.doneBySecond}`}
                  </span>
                  {facts.length > 0 && <span>{facts.join('，')}</span>}
                  {payload.text && <span className="prewrap">{payload.text}</span>}
                  {(payload.commitment ?? payload.second?.commitment) && (
                    <span className="prewrap">单位表态：{payload.commitment ?? payload.second?.commitment}</span>
                  )}
                  <FileList files={stage.evidence} />
                  <Typography.Text type="secondary">{instantWords(stage.doneAt)}</Typography.Text>
                </Flex>
              ),
            };
          })}
        />
      )}
    </Card>
  );
}
