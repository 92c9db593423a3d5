import { Card, Flex, Form, Input, Select, Table, Tag, Typography } from 'antd';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import type { Task } from '../../api/shown';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';
import { dayWords, instantWords } from '../../ui/format';
import { Nothing } from '../../ui/page';

type Piece = Schemas['Piece'];
type Splittable = Schemas['Splittable'];

/** 单位内分解: what units shared out among their own posts, as far as this person may see it. */
export function TaskPieces({ task }: { task: Task }) {
  if (task.pieces.length === 0 && task.splittable.length === 0) return null;
  const severalUnits = new Set(task.pieces.map((piece) => piece.unitName)).size > 1;
  return (
    <Card
      title="单位内分解"
      styles={{ body: { padding: 0 } }}
      extra={task.splittable.map((share) => (
        <SplitShare key={share.assignmentId} task={task} share={share} />
      ))}
    >
      <Table
        rowKey="id"
        size="middle"
        pagination={false}
        dataSource={task.pieces}
        locale={{ emptyText: <Nothing text="还没有分解到岗位" /> }}
        columns={[
          { title: '事项', render: (_, piece) => <PieceWords piece={piece} /> },
          ...(severalUnits ? [{ title: '单位', width: 180, dataIndex: 'unitName' }] : []),
          {
            title: '承办岗位',
            width: 220,
            render: (_: unknown, piece: Piece) => `${piece.holderTitle}${piece.holderName ? `（${piece.holderName}）` : ''}`,
          },
          {
            title: '期限',
            width: 170,
            render: (_: unknown, piece: Piece) => (
              <Flex vertical>
                <span>{dayWords(piece.dueOn)}</span>
                {piece.originalDueOn !== piece.dueOn && (
                  <Typography.Text type="secondary">原定{dayWords(piece.originalDueOn)}</Typography.Text>
                )}
              </Flex>
            ),
          },
          { title: '状态', width: 120, render: (_: unknown, piece: Piece) => <PieceTag piece={piece} /> },
          {
            title: '操作',
            width: 150,
            render: (_: unknown, piece: Piece) => (
              <Flex gap={8}>
                {piece.actions.includes('finish') && <FinishPiece piece={piece} />}
                {piece.actions.includes('withdraw') && <WithdrawPiece piece={piece} />}
              </Flex>
            ),
          },
        ]}
      />
    </Card>
  );
}

/** What is to be said to whoever applies for the completion of a share while pieces of it are open; null: nothing. */
export function openPiecesWarning(task: Task, assignmentId: string): string | null {
  const open = task.pieces.filter((piece) => piece.assignmentId === assignmentId && piece.state === 'open');
  if (open.length === 0) return null;
  return `还有${open.length}个单位内分解事项没有完成：${open.map((piece) => piece.name).join('、')}。仍可申请办结；销号后，未完成的分解事项不再办理。`;
}

function PieceWords({ piece }: { piece: Piece }) {
  return (
    <Flex vertical>
      <span>{piece.name}</span>
      {piece.endedAt && (
        <Typography.Text type="secondary" className="prewrap">
          {piece.endedBy}，{instantWords(piece.endedAt)}，
          {piece.state === 'withdrawn' ? `撤回：${piece.endedNote}` : piece.endedNote ? `完成：${piece.endedNote}` : '完成'}
        </Typography.Text>
      )}
    </Flex>
  );
}

function PieceTag({ piece }: { piece: Piece }) {
  if (piece.state === 'done') return <Tag color="success">已完成</Tag>;
  if (piece.state === 'withdrawn') return <Tag>已撤回</Tag>;
  if (piece.state === 'ended') return <Tag>不再办理</Tag>;
  return piece.isPastDue ? <Tag color="warning">已过期限</Tag> : <Tag color="processing">办理中</Tag>;
}

interface SplitValues {
  readonly name: string;
  readonly postId: string;
  readonly dueOn: string;
}

function SplitShare({ task, share }: { task: Task; share: Splittable }) {
  const split = useCommand(
    (input: SplitValues, key) =>
      client.POST('/api/assignments/{id}/pieces', {
        params: { path: { id: share.assignmentId }, header: { 'Idempotency-Key': key } },
        body: input,
      }),
    { done: '已分解到岗位' },
  );
  const dueOn = task.shares.find((each) => each.id === share.assignmentId)?.dueOn;
  return (
    <DeedModal<SplitValues>
      label="分解到岗位"
      size="small"
      busy={split.isPending}
      hint={`只在本单位内分工和提醒，不影响任务的督办和考核。${dueOn ? `期限不得晚于本单位的完成时限${dayWords(dueOn)}。` : ''}`}
      onSubmit={(values) => split.mutateAsync(values)}
    >
      <Form.Item name="name" label="事项" rules={[{ required: true, whitespace: true, message: '请填写分解事项' }]}>
        <Input maxLength={200} showCount />
      </Form.Item>
      <Form.Item name="postId" label="承办岗位" rules={[{ required: true, message: '请选择承办岗位' }]}>
        <Select
          options={share.posts.map((post) => ({
            value: post.id,
            label: `${post.title}${post.personName ? `（${post.personName}）` : '（空缺）'}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="dueOn" label="期限" rules={[{ required: true, message: '请选择期限' }]}>
        <DayField />
      </Form.Item>
    </DeedModal>
  );
}

function FinishPiece({ piece }: { piece: Piece }) {
  const finish = useCommand(
    (input: { note?: string }, key) =>
      client.POST('/api/pieces/{id}/completion', {
        params: { path: { id: piece.id }, header: { 'Idempotency-Key': key } },
        body: input,
      }),
    { done: '已登记完成' },
  );
  return (
    <DeedModal<{ note?: string }>
      label="完成"
      title={`完成：${piece.name}`}
      size="small"
      primary
      busy={finish.isPending}
      onSubmit={(values) => finish.mutateAsync(values)}
    >
      <Form.Item name="note" label="完成情况（可不填）">
        <Input.TextArea rows={3} maxLength={2000} showCount />
      </Form.Item>
    </DeedModal>
  );
}

function WithdrawPiece({ piece }: { piece: Piece }) {
  const withdraw = useCommand(
    (input: { grounds: string }, key) =>
      client.POST('/api/pieces/{id}/withdrawal', {
        params: { path: { id: piece.id }, header: { 'Idempotency-Key': key } },
        body: input,
      }),
    { done: '已撤回' },
  );
  return (
    <DeedModal<{ grounds: string }>
      label="撤回"
      title={`撤回：${piece.name}`}
      size="small"
      danger
      busy={withdraw.isPending}
      onSubmit={(values) => withdraw.mutateAsync(values)}
    >
      <Form.Item name="grounds" label="理由" rules={[{ required: true, whitespace: true, message: '请填写撤回理由' }]}>
        <Input.TextArea rows={3} maxLength={2000} showCount />
      </Form.Item>
    </DeedModal>
  );
}
