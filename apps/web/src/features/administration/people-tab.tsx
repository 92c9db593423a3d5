import { App, Button, Card, Flex, Form, Input, Popconfirm, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { DeedModal } from '../../ui/deed-modal';
import type { Administration } from './administration';

type Person = Administration['people'][number];

/** Everybody who may log in. A new password is shown once, to be handed over. */
export function PeopleTab({ data }: { data: Administration }) {
  const [sought, setSought] = useState('');
  const shown = data.people.filter((person) =>
    [person.name, person.login, ...person.posts].some((text) => text.includes(sought.trim())),
  );
  return (
    <Card
      title={
        <Input.Search
          allowClear
          placeholder="按姓名、用户名、职务查找"
          style={{ width: 260 }}
          onChange={(e) => setSought(e.target.value)}
        />
      }
      extra={<AddPerson />}
      styles={{ body: { padding: 0 } }}
    >
      <Table
        rowKey="id"
        size="small"
        pagination={shown.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        dataSource={shown}
        columns={[
          {
            title: '姓名',
            width: 200,
            render: (_, person) => (
              <>
                {person.name} {person.isDisabled && <Tag>已停用</Tag>}
              </>
            ),
          },
          { title: '用户名', width: 160, dataIndex: 'login' },
          {
            title: '现任职务',
            render: (_, person) =>
              person.posts.length > 0 ? person.posts.join('、') : <Typography.Text type="secondary">没有任职</Typography.Text>,
          },
          { title: '操作', width: 260, render: (_, person) => <PersonDeeds person={person} /> },
        ]}
      />
    </Card>
  );
}

/** Shows a password that nobody can look up again. */
function useTellPassword() {
  const { modal } = App.useApp();
  return (login: string, password: string) =>
    modal.info({
      title: '请把密码转交本人',
      content: (
        <Flex vertical gap={8}>
          <span>
            用户名：<Typography.Text code>{login}</Typography.Text>
          </span>
          <span>
            密码：
            <Typography.Text code copyable>
              {password}
            </Typography.Text>
          </span>
          <Typography.Text type="secondary">密码只显示这一次，关闭后不能再查看；请本人登录后自行修改。</Typography.Text>
        </Flex>
      ),
      okText: '已记下',
    });
}

function AddPerson() {
  const tell = useTellPassword();
  const add = useCommand(
    (body: Schemas['NewPersonBody'], key) =>
      client.POST('/api/administration/people', { params: { header: { 'Idempotency-Key': key } }, body }),
    { done: '已新增人员', onDone: ({ login, password }) => void tell(login, password) },
  );
  return (
    <DeedModal<Schemas['NewPersonBody']>
      label="新增人员"
      primary
      okText="新增"
      busy={add.isPending}
      hint="新增后系统生成密码并显示一次。再到“职务和任职”登记任职，才能办理事项。"
      onSubmit={(values) => add.mutateAsync(values)}
    >
      <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item
        name="login"
        label="用户名"
        extra="3至32个小写字母、数字、点、下划线或短横线，以字母开头"
        rules={[{ required: true, message: '请填写用户名' }]}
      >
        <Input maxLength={32} autoComplete="off" />
      </Form.Item>
    </DeedModal>
  );
}

function PersonDeeds({ person }: { person: Person }) {
  const tell = useTellPassword();
  const params = (key: string) => ({ path: { id: person.id }, header: { 'Idempotency-Key': key } });
  const change = useCommand(
    (body: Schemas['ChangePersonBody'], key) =>
      client.POST('/api/administration/people/{id}/change', { params: params(key), body }),
    { done: '已保存' },
  );
  const disable = useCommand(
    (isDisabled: boolean, key) =>
      client.POST('/api/administration/people/{id}/disabling', { params: params(key), body: { isDisabled } }),
    { done: person.isDisabled ? '已恢复' : '已停用' },
  );
  const reset = useCommand((_: null, key) => client.POST('/api/administration/people/{id}/password', { params: params(key) }), {
    done: '已重置密码',
    onDone: ({ login, password }) => void tell(login, password),
  });
  const may = (action: Person['actions'][number]) => person.actions.includes(action);
  return (
    <Flex gap={4} wrap>
      {may('change') && (
        <DeedModal<Schemas['ChangePersonBody']>
          key={person.name}
          label="修改"
          title={`修改人员：${person.login}`}
          size="small"
          okText="保存"
          busy={change.isPending}
          initial={{ name: person.name }}
          onSubmit={(values) => change.mutateAsync(values)}
        >
          <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
            <Input maxLength={50} />
          </Form.Item>
        </DeedModal>
      )}
      {may('resetPassword') && (
        <Popconfirm
          title={`重置${person.name}的密码？原密码立即失效，已登录的会退出。`}
          okText="重置"
          cancelText="取消"
          onConfirm={() => reset.mutate(null)}
        >
          <Button size="small" loading={reset.isPending}>
            重置密码
          </Button>
        </Popconfirm>
      )}
      {may('disable') && (
        <Popconfirm
          title={`停用${person.name}？停用后不能登录，通知送代理人或上级职务。`}
          okText="停用"
          cancelText="取消"
          onConfirm={() => disable.mutate(true)}
        >
          <Button size="small" danger loading={disable.isPending}>
            停用
          </Button>
        </Popconfirm>
      )}
      {may('enable') && (
        <Button size="small" loading={disable.isPending} onClick={() => disable.mutate(false)}>
          恢复
        </Button>
      )}
    </Flex>
  );
}
