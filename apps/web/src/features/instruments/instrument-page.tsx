import { Card, Descriptions, Flex, Table, Tag, Timeline, Typography } from 'antd';
import { Link, useParams } from 'react-router';
import type { Instrument } from '../../api/shown';
import { useInstrument } from '../../api/queries';
import { instrumentKinds, instrumentStages, instrumentStates, outcomes, word } from '../../i18n/zh-CN';
import { FileList } from '../../ui/files';
import { dayWords, instantWords } from '../../ui/format';
import { Loaded, Nothing, Page } from '../../ui/page';
import { InstrumentDeeds } from './instrument-deeds';
import { StageForm } from './stage-form';

export function InstrumentPage() {
  const id = useParams()['id'] ?? '';
  const instrument = useInstrument(id);
  return <Loaded query={instrument}>{(data) => <InstrumentView key={id} instrument={data} />}</Loaded>;
}

function InstrumentView({ instrument }: { instrument: Instrument }) {
  const unitOf = (targetId: string | null) => instrument.targets.find((target) => target.id === targetId)?.unitName ?? null;
  return (
    <Page
      title={instrument.title}
      back={{ to: '/instruments', text: '督办文书' }}
      extra={<InstrumentDeeds instrument={instrument} />}
    >
      <Card size="small">
        <Descriptions
          size="small"
          column={{ xs: 1, md: 2, xl: 3 }}
          items={[
            { key: 'kind', label: '种类', children: word(instrumentKinds, instrument.kind) },
            { key: 'number', label: '文号', children: instrument.number ?? '签发时编号' },
            { key: 'state', label: '状态', children: word(instrumentStates, instrument.state) },
            { key: 'plan', label: '计划', children: instrument.planTitle ?? '—' },
            { key: 'opened', label: '生成', children: instantWords(instrument.openedAt) },
            { key: 'issued', label: '签发', children: instantWords(instrument.issuedAt) || '—' },
            ...(instrument.meetingAt
              ? [
                  { key: 'meeting', label: '约谈时间', children: instantWords(instrument.meetingAt) },
                  { key: 'place', label: '约谈地点', children: instrument.meetingPlace ?? '—' },
                ]
              : []),
          ]}
        />
        <Named name="事由" text={instrument.grounds} />
        <Named name="办理要求" text={instrument.requirements} />
        <Flex gap={16} style={{ marginTop: 8 }}>
          {instrument.precedingId && <Link to={`/instruments/${instrument.precedingId}`}>查看上一份文书</Link>}
          {instrument.signOffId && <Link to={`/sign-offs/${instrument.signOffId}`}>查看签发过程</Link>}
        </Flex>
      </Card>
      {instrument.offered.length > 0 && (
        <Card size="small" title="可办理的环节" style={{ borderColor: '#9db9de' }}>
          <Flex gap={8} wrap>
            {instrument.offered.map((offer) => (
              <StageForm
                key={`${offer.targetId ?? ''}:${offer.stageKey}`}
                instrument={instrument}
                targetId={offer.targetId}
                stageKey={offer.stageKey}
                unitName={unitOf(offer.targetId)}
              />
            ))}
          </Flex>
        </Card>
      )}
      <Targets instrument={instrument} />
      <Items instrument={instrument} />
      <Stages instrument={instrument} unitOf={unitOf} />
    </Page>
  );
}

function Targets({ instrument }: { instrument: Instrument }) {
  return (
    <Card title="被督办单位" styles={{ body: { padding: 0 } }}>
      <Table
        rowKey="id"
        size="middle"
        pagination={false}
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
          { title: '环节期限', width: 160, render: (_, target) => dayWords(target.dueOn) || '—' },
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

function Items({ instrument }: { instrument: Instrument }) {
  return (
    <Card title="督办事项" styles={{ body: { padding: 0 } }}>
      <Table
        rowKey="id"
        size="middle"
        pagination={instrument.items.length > 20 ? { pageSize: 20 } : false}
        dataSource={instrument.items}
        locale={{ emptyText: '没有列明的事项' }}
        columns={[
          {
            title: '事项',
            render: (_, item) => (
              <Flex vertical>
                <span className="prewrap">{item.text}</span>
                {item.taskId && <Link to={`/tasks/${item.taskId}`}>{item.taskTitle}</Link>}
              </Flex>
            ),
          },
          {
            title: '结果',
            width: 140,
            render: (_, item) => (item.outcome ? word(outcomes, item.outcome) : item.state === 'lapsed' ? '不再列入' : '办理中'),
          },
        ]}
      />
    </Card>
  );
}

function Stages({ instrument, unitOf }: { instrument: Instrument; unitOf: (targetId: string | null) => string | null }) {
  return (
    <Card title="办理经过">
      {instrument.stages.length === 0 ? (
        <Nothing text="还没有办理记录" />
      ) : (
        <Timeline
          items={instrument.stages.map((stage) => {
            const payload = stage.payload as { text?: string; accepted?: boolean };
            return {
              key: stage.id,
              content: (
                <Flex vertical gap={2}>
                  <span>
                    <strong>{word(instrumentStages, stage.stageKey)}</strong>
                    {unitOf(stage.targetId) && ` · ${unitOf(stage.targetId) ?? ''}`} · {stage.doneBy}
                    {stage.doneBySecond && `、${stage.doneBySecond}`}
                    {payload.accepted !== undefined && `（${payload.accepted ? '通过' : '不通过'}）`}
                  </span>
                  {payload.text && <span className="prewrap">{payload.text}</span>}
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

const Named = ({ name, text }: { name: string; text: string }) =>
  text === '' ? null : (
    <p className="prewrap" style={{ margin: '8px 0 0' }}>
      <strong>{name}：</strong>
      {text}
    </p>
  );
