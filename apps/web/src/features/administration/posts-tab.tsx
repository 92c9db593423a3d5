import { Card, Flex, Form, Input, Select, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { holdingKinds, postRoles, word } from '../../i18n/zh-CN';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';
import { dayWords } from '../../ui/format';
import type { Administration } from './administration';

type Post = Administration['posts'][number];
type Holding = Post['holdings'][number];

/** Posts of the units with who holds, acts for or stands in, and when. */
export function PostsTab({ data }: { data: Administration }) {
  const [unitId, setUnitId] = useState<string>();
  const unitName = (id: string) => data.units.find((unit) => unit.id === id)?.name ?? '';
  const posts = data.posts.filter((post) => unitId === undefined || post.unitId === unitId);
  const vacant = data.posts.filter((post) => post.isVacant).length;
  return (
    <Card
      title={
        <Flex gap={12} align="center">
          <Select
            allowClear
            style={{ width: 260 }}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="全部单位"
            value={unitId}
            onChange={setUnitId}
            options={data.units.map((unit) => ({ value: unit.id, label: unit.name }))}
          />
          {vacant > 0 && <Tag color="warning">{vacant}个职务空缺</Tag>}
        </Flex>
      }
      extra={<AddPost data={data} unitId={unitId} />}
      styles={{ body: { padding: 0 } }}
    >
      <Table
        rowKey="id"
        size="small"
        pagination={posts.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        dataSource={posts}
        columns={[
          { title: '单位', width: 210, render: (_, post) => unitName(post.unitId) },
          {
            title: '职务',
            width: 220,
            render: (_, post) => (
              <Flex vertical>
                <span>{post.title}</span>
                <Typography.Text type="secondary">{word(postRoles, post.role)}</Typography.Text>
              </Flex>
            ),
          },
          { title: '上级职务', width: 160, render: (_, post) => superiorOf(data, post) },
          { title: '任职', render: (_, post) => <Holdings post={post} today={data.today} /> },
          { title: '操作', width: 170, render: (_, post) => <PostDeeds data={data} post={post} /> },
        ]}
      />
    </Card>
  );
}

const superiorOf = (data: Administration, post: Post): string =>
  data.posts.find((each) => each.id === post.superiorPostId)?.title ?? '—';

function Holdings({ post, today }: { post: Post; today: string }) {
  return (
    <Flex vertical gap={4}>
      {post.isVacant && (
        <span>
          <Tag color="warning">空缺</Tag>
        </span>
      )}
      {post.holdings.map((held) => (
        <HoldingLine key={held.id} held={held} today={today} />
      ))}
    </Flex>
  );
}

function HoldingLine({ held, today }: { held: Holding; today: string }) {
  const end = useCommand(
    (body: Schemas['EndHoldingBody'], key) =>
      client.POST('/api/administration/holdings/{id}/end', {
        params: { path: { id: held.id }, header: { 'Idempotency-Key': key } },
        body,
      }),
    { done: '已登记结束日期' },
  );
  const words = `${held.personName}　${dayWords(held.fromOn)}起${held.toOn ? `，至${dayWords(held.toOn)}` : ''}`;
  return (
    <Flex gap={6} align="center" wrap>
      <Tag color={held.standing === 'now' ? 'processing' : 'default'} style={{ margin: 0 }}>
        {word(holdingKinds, held.kind)}
      </Tag>
      <Typography.Text type={held.standing === 'past' ? 'secondary' : undefined}>
        {words}
        {held.standing === 'ahead' && '（尚未开始）'}
      </Typography.Text>
      {held.actions.includes('end') && (
        <DeedModal<Schemas['EndHoldingBody']>
          label="结束"
          title={`${held.personName}任职结束`}
          size="small"
          okText="登记"
          busy={end.isPending}
          initial={{ toOn: held.toOn ?? today }}
          onSubmit={(values) => end.mutateAsync(values)}
        >
          <Form.Item name="toOn" label="任职的最后一日" rules={[{ required: true, message: '请选择日期' }]}>
            <DayField />
          </Form.Item>
        </DeedModal>
      )}
    </Flex>
  );
}

const postChoices = (data: Administration, except?: string) =>
  data.posts
    .filter((post) => post.id !== except)
    .map((post) => {
      const unit = data.units.find((each) => each.id === post.unitId)?.name ?? '';
      return { value: post.id, label: post.title.startsWith(unit) ? post.title : `${unit} ${post.title}` };
    });

function AddPost({ data, unitId }: { data: Administration; unitId?: string }) {
  const add = useCommand(
    (body: Schemas['NewPostBody'], key) =>
      client.POST('/api/administration/posts', { params: { header: { 'Idempotency-Key': key } }, body }),
    { done: '已新设职务' },
  );
  return (
    <DeedModal<Schemas['NewPostBody']>
      key={unitId}
      label="新设职务"
      primary
      okText="新设"
      busy={add.isPending}
      hint="通知和签批送到职务，由当时任职的人办理。"
      initial={{ unitId }}
      onSubmit={(values) => add.mutateAsync(values)}
    >
      <Form.Item name="unitId" label="所在单位" rules={[{ required: true, message: '请选择单位' }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={data.units
            .filter((unit) => unit.actions.includes('addPost'))
            .map((unit) => ({ value: unit.id, label: unit.name }))}
        />
      </Form.Item>
      <Form.Item name="role" label="职责" rules={[{ required: true, message: '请选择职责' }]}>
        <Select options={Object.entries(postRoles).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="title" label="职务名称" rules={[{ required: true, whitespace: true, message: '请填写职务名称' }]}>
        <Input maxLength={100} placeholder="如：区财政局联络员" />
      </Form.Item>
      <Form.Item name="superiorPostId" label="上级职务（本职务无人时，送上级职务）">
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={postChoices(data)} />
      </Form.Item>
    </DeedModal>
  );
}

function PostDeeds({ data, post }: { data: Administration; post: Post }) {
  const change = useCommand(
    (body: Schemas['ChangePostBody'], key) =>
      client.POST('/api/administration/posts/{id}/change', {
        params: { path: { id: post.id }, header: { 'Idempotency-Key': key } },
        body,
      }),
    { done: '已保存' },
  );
  const appoint = useCommand(
    (body: Schemas['NewHoldingBody'], key) =>
      client.POST('/api/administration/holdings', { params: { header: { 'Idempotency-Key': key } }, body }),
    { done: '已登记任职' },
  );
  return (
    <Flex gap={4} wrap>
      <DeedModal<Omit<Schemas['NewHoldingBody'], 'postId'>>
        label="登记任职"
        title={`登记任职：${post.title}`}
        size="small"
        okText="登记"
        busy={appoint.isPending}
        initial={{ kind: 'holder', fromOn: data.today }}
        onSubmit={(values) => appoint.mutateAsync({ ...values, postId: post.id })}
      >
        <Form.Item name="personId" label="人员" rules={[{ required: true, message: '请选择人员' }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={data.people
              .filter((person) => !person.isDisabled)
              .map((person) => ({ value: person.id, label: `${person.name}（${person.login}）` }))}
          />
        </Form.Item>
        <Form.Item
          name="kind"
          label="方式"
          extra="职务空缺时由他人暂行职责的，选“代理”；任职人外出、请假期间由他人代办的，选“受委托”，两人的姓名都留在记录中。"
        >
          <Select options={Object.entries(holdingKinds).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="fromOn" label="开始日期" rules={[{ required: true, message: '请选择日期' }]}>
          <DayField />
        </Form.Item>
        <Form.Item name="toOn" label="结束日期（最后一日；受委托必填）">
          <DayField />
        </Form.Item>
      </DeedModal>
      <DeedModal<Schemas['ChangePostBody']>
        key={`${post.title}${post.superiorPostId ?? ''}`}
        label="修改"
        title={`修改职务：${post.title}`}
        size="small"
        okText="保存"
        busy={change.isPending}
        initial={{ title: post.title, superiorPostId: post.superiorPostId ?? undefined }}
        onSubmit={(values) => change.mutateAsync(values)}
      >
        <Form.Item name="title" label="职务名称" rules={[{ required: true, whitespace: true, message: '请填写职务名称' }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="superiorPostId" label="上级职务">
          <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={postChoices(data, post.id)} />
        </Form.Item>
      </DeedModal>
    </Flex>
  );
}
