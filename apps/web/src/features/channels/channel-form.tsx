import { Form, Input, InputNumber, Select, Switch } from 'antd';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { DeedModal } from '../../ui/deed-modal';

type Channel = Schemas['Channel'];
type Kind = Channel['kind'];
export type ChannelKind = Schemas['ChannelKind'];

interface Values {
  readonly kind: Kind;
  readonly name: string;
  readonly fields?: Record<string, string | undefined>;
  readonly perMinute?: number | null;
  readonly active: boolean;
}

const bodyOf = ({ kind, name, fields, perMinute, active }: Values) => ({
  kind,
  name,
  active,
  fields: Object.fromEntries(Object.entries(fields ?? {}).map(([key, value]) => [key, value ?? ''])),
  ...(typeof perMinute === 'number' ? { perMinute } : {}),
});

export function AddChannel({ kinds }: { readonly kinds: readonly ChannelKind[] }) {
  const add = useCommand(
    (input: Values, key) => client.POST('/api/channels', { params: { header: { 'Idempotency-Key': key } }, body: bodyOf(input) }),
    { done: '通知渠道已增设' },
  );
  return (
    <DeedModal<Values>
      label="增设渠道"
      primary
      busy={add.isPending}
      okText="保存"
      initial={{ active: true }}
      onSubmit={(values) => add.mutateAsync(values)}
    >
      <Form.Item name="kind" label="渠道类别" rules={[{ required: true, message: '请选择渠道类别' }]}>
        <Select options={kinds.map(({ kind, name }) => ({ value: kind, label: name }))} />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(before: Values, after: Values) => before.kind !== after.kind}>
        {({ getFieldValue }) => <KindFields kind={kinds.find((each) => each.kind === getFieldValue('kind'))} known={null} />}
      </Form.Item>
    </DeedModal>
  );
}

interface ChangeProps {
  readonly channel: Channel;
  readonly kinds: readonly ChannelKind[];
}

export function ChangeChannel({ channel, kinds }: ChangeProps) {
  const change = useCommand(
    (input: Values, key) =>
      client.POST('/api/channels/{id}', {
        params: { path: { id: channel.id }, header: { 'Idempotency-Key': key } },
        body: { ...bodyOf(input), kind: channel.kind },
      }),
    { done: '已保存' },
  );
  const fields = Object.fromEntries(channel.fields.map((field) => [field.key, field.value]));
  return (
    <DeedModal<Values>
      label="设置"
      title={`设置“${channel.name}”`}
      busy={change.isPending}
      okText="保存"
      initial={{ kind: channel.kind, name: channel.name, fields, perMinute: channel.perMinute, active: channel.active }}
      onSubmit={(values) => change.mutateAsync(values)}
    >
      <KindFields kind={kinds.find((each) => each.kind === channel.kind)} known={channel} />
    </DeedModal>
  );
}

function KindFields({ kind, known }: { kind: ChannelKind | undefined; known: Channel | null }) {
  if (kind === undefined) return null;
  return (
    <>
      <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, message: '请填写名称' }]}>
        <Input maxLength={60} placeholder="如：单位邮箱" />
      </Form.Item>
      {kind.fields.map(({ key, label, hint, secret, required, form }) => {
        const isKept = secret && known?.fields.find((field) => field.key === key)?.isSet;
        return (
          <Form.Item
            key={key}
            name={['fields', key]}
            label={label}
            {...(hint === '' ? {} : { extra: hint })}
            rules={[{ required: required && !isKept, whitespace: true, message: `请填写${label}` }]}
          >
            {form === 'security' ? (
              <Select
                options={[
                  { value: 'tls', label: '全程加密（一般为465端口）' },
                  { value: 'starttls', label: '先连接后加密（一般为587端口）' },
                  { value: 'none', label: '不加密（只用于内网）' },
                ]}
              />
            ) : secret ? (
              <Input.Password autoComplete="new-password" placeholder={isKept ? '已设置，不改则留空' : ''} />
            ) : (
              <Input maxLength={1000} />
            )}
          </Form.Item>
        );
      })}
      <Form.Item name="perMinute" label="每分钟最多发送" extra={`不填则按平台公布的上限（${kind.perMinute}条）。`}>
        <InputNumber min={1} max={10000} suffix="条" style={{ width: 200 }} />
      </Form.Item>
      <Form.Item name="active" label="启用" valuePropName="checked">
        <Switch />
      </Form.Item>
    </>
  );
}
