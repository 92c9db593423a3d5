import { Card, Flex, Form, Input, InputNumber, Select, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';
import { dayWords } from '../../ui/format';
import type { Administration } from './administration';
import { AliasTags } from './alias-tags';

type Unit = Administration['units'][number];

/** Units in their official order, with their names, other names and successors. */
export function UnitsTab({ data }: { data: Administration }) {
  const [sought, setSought] = useState('');
  const shown = data.units.filter((unit) =>
    [unit.name, ...unit.aliases, ...unit.names.map((each) => each.name)].some((name) => name.includes(sought.trim())),
  );
  return (
    <Card
      title={
        <Input.Search
          allowClear
          placeholder="按名称、别称查找"
          style={{ width: 260 }}
          onChange={(e) => setSought(e.target.value)}
        />
      }
      extra={<AddUnits data={data} />}
      styles={{ body: { padding: 0 } }}
    >
      <Table
        rowKey="id"
        size="small"
        pagination={shown.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        dataSource={shown}
        columns={[
          { title: '次序', width: 70, dataIndex: 'officialOrder' },
          { title: '单位', width: 280, render: (_, unit) => <UnitName unit={unit} /> },
          { title: '别称', render: (_, unit) => <AliasTags unit={unit} /> },
          { title: '分管领导', width: 150, render: (_, unit) => leaderOf(data, unit) },
          { title: '在办任务', width: 90, render: (_, unit) => (unit.openShares > 0 ? `${unit.openShares}项` : '—') },
          { title: '操作', width: 230, render: (_, unit) => <UnitDeeds data={data} unit={unit} /> },
        ]}
      />
    </Card>
  );
}

function UnitName({ unit }: { unit: Unit }) {
  const former = unit.names.slice(1);
  return (
    <Flex vertical>
      <span>
        {unit.name} {unit.isOffice && <Tag color="blue">督办机构</Tag>}
        {unit.successorName && <Tag color="warning">已并入{unit.successorName}</Tag>}
      </span>
      {former.map((each) => (
        <Typography.Text key={each.fromOn} type="secondary">
          曾用名：{each.name}（{dayWords(each.fromOn)}至{dayWords(each.toOn)}）
        </Typography.Text>
      ))}
      {unit.successorName && unit.openShares > 0 && (
        <Typography.Text type="danger">还有{unit.openShares}项任务在办，请督办机构转办</Typography.Text>
      )}
    </Flex>
  );
}

const leaders = (data: Administration) =>
  data.posts
    .filter((post) => post.role === 'deputyLeader' || post.role === 'chiefLeader')
    .map((post) => ({ value: post.id, label: post.title }));

const leaderOf = (data: Administration, unit: Unit): string =>
  data.posts.find((post) => post.id === unit.leaderPostId)?.title ?? '主要领导';

interface ListOfUnits {
  readonly names: string;
  readonly fromOn?: string;
  readonly leaderPostId?: string;
}

/** Several at once: an office pastes its list. */
function AddUnits({ data }: { data: Administration }) {
  const add = useCommand(
    (body: Schemas['NewUnitsBody'], key) =>
      client.POST('/api/administration/units', { params: { header: { 'Idempotency-Key': key } }, body }),
    { done: '已新增单位' },
  );
  const submit = ({ names, fromOn, leaderPostId }: ListOfUnits) =>
    add.mutateAsync({ units: linesOf(names).map((unit) => ({ ...unit, fromOn, leaderPostId })) });
  return (
    <DeedModal<ListOfUnits> label="新增单位" primary okText="新增" busy={add.isPending} onSubmit={submit}>
      <Form.Item
        name="names"
        label="单位名称"
        extra="一行一个单位，可从名册中整列粘贴；别称写在名称后面，用顿号或制表符分开，如：示例区司法局、区司法局"
        rules={[{ required: true, whitespace: true, message: '请填写单位名称' }]}
      >
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 14 }} />
      </Form.Item>
      <Form.Item name="fromOn" label="名称启用日期（不填为今天）">
        <DayField />
      </Form.Item>
      <Form.Item name="leaderPostId" label="分管领导（不填为主要领导）">
        <Select allowClear options={leaders(data)} placeholder="选择职务" />
      </Form.Item>
    </DeedModal>
  );
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.split(/[、\t]/).map((name) => name.trim()).filter((name) => name !== ''))
    .flatMap(([name, ...aliases]) => (name === undefined ? [] : [{ name, aliases: aliases.map((alias) => ({ alias })) }])); // prettier-ignore

function UnitDeeds({ data, unit }: { data: Administration; unit: Unit }) {
  const params = (key: string) => ({ path: { id: unit.id }, header: { 'Idempotency-Key': key } });
  const change = useCommand(
    (body: Schemas['ChangeUnitBody'], key) => client.POST('/api/administration/units/{id}/change', { params: params(key), body }),
    { done: '已保存' },
  );
  const rename = useCommand(
    (body: Schemas['RenameUnitBody'], key) => client.POST('/api/administration/units/{id}/name', { params: params(key), body }),
    { done: '已登记更名' },
  );
  const merge = useCommand(
    (body: Schemas['MergeUnitBody'], key) => client.POST('/api/administration/units/{id}/merger', { params: params(key), body }),
    { done: '已登记撤并' },
  );
  const may = (action: Unit['actions'][number]) => unit.actions.includes(action);
  return (
    <Flex gap={4} wrap>
      {may('change') && (
        <DeedModal<Schemas['ChangeUnitBody']>
          key={`${unit.officialOrder}${unit.leaderPostId ?? ''}`}
          label="修改"
          title={`修改：${unit.name}`}
          size="small"
          okText="保存"
          busy={change.isPending}
          initial={{ officialOrder: unit.officialOrder, leaderPostId: unit.leaderPostId ?? undefined }}
          onSubmit={(values) => change.mutateAsync(values)}
        >
          <Form.Item name="officialOrder" label="排列次序" rules={[{ required: true, message: '请填写次序' }]}>
            <InputNumber min={1} max={100_000} />
          </Form.Item>
          <Form.Item name="leaderPostId" label="分管领导（不填为主要领导）">
            <Select allowClear options={leaders(data)} placeholder="选择职务" />
          </Form.Item>
        </DeedModal>
      )}
      {may('rename') && (
        <DeedModal<Schemas['RenameUnitBody']>
          label="更名"
          title={`更名：${unit.name}`}
          size="small"
          okText="登记更名"
          busy={rename.isPending}
          hint="原名称保留为曾用名，以前的文书不变；文件中写原名称的，导入时仍然认得。"
          onSubmit={(values) => rename.mutateAsync(values)}
        >
          <Form.Item name="name" label="新名称" rules={[{ required: true, whitespace: true, message: '请填写新名称' }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="fromOn" label="新名称启用日期" rules={[{ required: true, message: '请选择日期' }]}>
            <DayField />
          </Form.Item>
        </DeedModal>
      )}
      {may('merge') && (
        <DeedModal<Schemas['MergeUnitBody']>
          label="撤并"
          title={`撤并：${unit.name}`}
          size="small"
          danger
          okText="登记撤并"
          busy={merge.isPending}
          hint={
            unit.openShares > 0
              ? `该单位还有${unit.openShares}项任务在办，登记后连同在办的文书和整改问题一并移交承接单位，期限和办理状态不变。`
              : '该单位没有在办任务。登记后，它的名称和别称在导入时读作承接单位。'
          }
          onSubmit={(values) => merge.mutateAsync(values)}
        >
          <Form.Item name="successorId" label="并入" rules={[{ required: true, message: '请选择单位' }]}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              placeholder="选择承接单位"
              options={data.units
                .filter((each) => each.id !== unit.id && each.successorId === null)
                .map((each) => ({ value: each.id, label: each.name }))}
            />
          </Form.Item>
          <Form.Item name="onDay" label="撤并日期" rules={[{ required: true, message: '请选择日期' }]}>
            <DayField />
          </Form.Item>
        </DeedModal>
      )}
    </Flex>
  );
}
