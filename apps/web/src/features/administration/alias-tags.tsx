import { Flex, Form, Input, Popconfirm, Tag } from 'antd';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { DeedModal } from '../../ui/deed-modal';

/** Other names of a unit: abbreviations as they stand in documents. */
export function AliasTags({ unit }: { unit: Schemas['AdministeredUnit'] }) {
  const params = (key: string) => ({ path: { id: unit.id }, header: { 'Idempotency-Key': key } });
  const add = useCommand(
    (body: Schemas['AliasBody'], key) => client.POST('/api/administration/units/{id}/aliases', { params: params(key), body }),
    { done: '已登记别称' },
  );
  const remove = useCommand(
    (alias: string, key) =>
      client.POST('/api/administration/units/{id}/aliases/removal', { params: params(key), body: { alias } }),
    { done: '已删除别称' },
  );
  const may = unit.actions.includes('alias');
  return (
    <Flex gap={4} wrap align="center">
      {unit.aliases.map((alias) => (
        <Popconfirm
          key={alias}
          title={`删除别称“${alias}”？`}
          okText="删除"
          cancelText="取消"
          disabled={!may}
          onConfirm={() => remove.mutate(alias)}
        >
          <Tag style={{ margin: 0, cursor: may ? 'pointer' : 'default' }}>{alias}</Tag>
        </Popconfirm>
      ))}
      {may && (
        <DeedModal<Schemas['AliasBody']>
          label="添加"
          title={`${unit.name}的别称`}
          size="small"
          okText="添加"
          busy={add.isPending}
          hint="文件中的简称、旧称登记为别称后，导入时直接认作这个单位。"
          onSubmit={(values) => add.mutateAsync(values)}
        >
          <Form.Item name="alias" label="别称" rules={[{ required: true, whitespace: true, message: '请填写别称' }]}>
            <Input maxLength={200} />
          </Form.Item>
        </DeedModal>
      )}
    </Flex>
  );
}
