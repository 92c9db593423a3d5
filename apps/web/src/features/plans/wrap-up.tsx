import { Alert, Button, Flex, Form, Input, Modal, Radio, Select, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { client, type Schemas } from '../../api/client';
import { useWrapUp } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { outcomes } from '../../i18n/zh-CN';
import { dayWords } from '../../ui/format';
import { Loaded } from '../../ui/page';

type Open = Schemas['WrapUpPreview']['open'][number];
type Outcome = 'done' | 'partly' | 'notDone';
/** Per long-term item: carried over, or closed for the year with an outcome. */
interface Choice {
  readonly outcome: Outcome | null;
  readonly note: string;
}

/** 收官: what is open and where it goes; each long-term item is carried over or closed for the year, as the office chooses. */
export function WrapUp({ plan }: { plan: Schemas['Plan'] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>收官</Button>
      {open && <WrapUpModal plan={plan} onClose={() => setOpen(false)} />}
    </>
  );
}

function WrapUpModal({ plan, onClose }: { readonly plan: Schemas['Plan']; readonly onClose: () => void }) {
  const preview = useWrapUp(plan.id);
  const [into, setInto] = useState<string>(STANDING);
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const closings = Object.entries(choices).flatMap(([taskId, { outcome, note }]) =>
    outcome === null ? [] : [{ taskId, outcome, note: note.trim() }],
  );
  const wrapUp = useCommand(
    (body: Schemas['WrapUpBody'], key) =>
      client.POST('/api/plans/{id}/wrap-up', {
        params: { path: { id: plan.id }, header: { 'Idempotency-Key': key, 'If-Match': `"${plan.version}"` } },
        body,
      }),
    { done: '已收官', onDone: onClose },
  );
  const isReady = preview.data !== undefined && closings.every((each) => each.note !== '');
  return (
    <Modal
      title={`《${plan.title}》收官`}
      open
      width={920}
      okText="收官"
      cancelText="取消"
      confirmLoading={wrapUp.isPending}
      okButtonProps={{ disabled: !isReady }}
      onCancel={onClose}
      onOk={() => wrapUp.mutate({ ...(into === STANDING ? {} : { intoPlanId: into }), closings })}
    >
      <Loaded query={preview}>
        {(data) => (
          <Flex vertical gap={16}>
            <Alert type="info" showIcon title={summaryOf(data.open, closings.length)} />
            {data.open.length > 0 && (
              <>
                <Form layout="vertical">
                  <Form.Item label="结转到" style={{ margin: 0 }}>
                    <Select
                      aria-label="结转到"
                      value={into}
                      onChange={setInto}
                      options={[
                        { value: STANDING, label: '常设督办事项' },
                        ...data.into.map((each) => ({ value: each.id, label: each.title })),
                      ]}
                    />
                  </Form.Item>
                </Form>
                <OpenTasks
                  items={data.open}
                  choices={choices}
                  choose={(taskId, choice) => setChoices({ ...choices, [taskId]: choice })}
                />
              </>
            )}
          </Flex>
        )}
      </Loaded>
    </Modal>
  );
}

const STANDING = 'standing';

function summaryOf(open: readonly Open[], closed: number): string {
  if (open.length === 0) return '各项任务均已办结，没有需要结转的事项。收官后本年度数据以此刻为准。';
  const carried = open.length - closed;
  return [
    `未办结${open.length}项：`,
    carried > 0 ? `结转${carried}项，原定期限、逾期记录和文书都保留，继续计时` : '没有需要结转的事项',
    closed > 0 ? `；年度销号${closed}项` : '',
    '。',
  ].join('');
}

interface OpenTasksProps {
  readonly items: readonly Open[];
  readonly choices: Readonly<Record<string, Choice>>;
  readonly choose: (taskId: string, choice: Choice) => void;
}

function OpenTasks({ items, choices, choose }: OpenTasksProps) {
  return (
    <Table
      rowKey="taskId"
      size="small"
      pagination={false}
      scroll={{ y: 360 }}
      dataSource={[...items]}
      columns={[
        {
          title: '任务',
          render: (_, item) => (
            <Flex vertical>
              <span>{item.title}</span>
              <Typography.Text type="secondary">{item.units.join('、')}</Typography.Text>
            </Flex>
          ),
        },
        {
          title: '时限',
          width: 150,
          render: (_, item) => (
            <Flex vertical align="start">
              <span>{item.dueOn ? dayWords(item.dueOn) : '长期坚持'}</span>
              {item.isOverdue && <Tag color="error">逾期</Tag>}
            </Flex>
          ),
        },
        {
          title: '去向',
          width: 420,
          render: (_, item) =>
            item.mayClose ? (
              <YearEndChoice
                title={item.title}
                choice={choices[item.taskId] ?? { outcome: null, note: '' }}
                choose={(choice) => choose(item.taskId, choice)}
              />
            ) : (
              '结转，继续计时'
            ),
        },
      ]}
    />
  );
}

interface YearEndChoiceProps {
  readonly title: string;
  readonly choice: Choice;
  readonly choose: (choice: Choice) => void;
}

function YearEndChoice({ title, choice, choose }: YearEndChoiceProps) {
  return (
    <Flex vertical gap={8}>
      <Radio.Group
        value={choice.outcome === null ? 'carry' : 'close'}
        onChange={(event) => choose({ ...choice, outcome: event.target.value === 'close' ? 'done' : null })}
        options={[
          { value: 'carry', label: '转入下年度，继续填报' },
          { value: 'close', label: '年度销号' },
        ]}
      />
      {choice.outcome !== null && (
        <Flex gap={8}>
          <Select<Outcome>
            aria-label={`${title}的年度完成情况`}
            style={{ width: 110 }}
            value={choice.outcome}
            onChange={(outcome) => choose({ ...choice, outcome })}
            options={(['done', 'partly', 'notDone'] as const).map((value) => ({ value, label: outcomes[value] }))}
          />
          <Input
            aria-label={`${title}的说明`}
            placeholder="完成情况说明（必填）"
            maxLength={1000}
            status={choice.note.trim() === '' ? 'warning' : ''}
            value={choice.note}
            onChange={(event) => choose({ ...choice, note: event.target.value })}
          />
        </Flex>
      )}
    </Flex>
  );
}
