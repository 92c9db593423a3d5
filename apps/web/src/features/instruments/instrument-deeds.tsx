import { Button, Checkbox, Form, Input, Popconfirm, Select } from 'antd';
import { client } from '../../api/client';
import { useMe } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';
import { FileField, type Attached } from '../../ui/files';
import { attached } from '../tasks/attached';
import { DraftDeeds } from './draft-deeds';
import { MeetingField } from './meeting-field';
import type { Instrument } from '../../api/shown';

interface Submission {
  readonly title: string;
  readonly grounds: string;
  readonly requirements?: string;
  readonly service?: 'inbox' | 'byHand';
  readonly meetingAt?: string;
  readonly meetingPlace?: string;
  readonly chairedBy?: string;
  readonly contact?: string;
  readonly outsideNumber?: string;
  readonly isPublic?: boolean;
}

/** What the office may do with the instrument as a whole. */
export function InstrumentDeeds({ instrument }: { instrument: Instrument }) {
  const params = (key: string) => ({
    path: { id: instrument.id },
    header: { 'Idempotency-Key': key, 'If-Match': `"${instrument.version}"` },
  });
  const submit = useCommand(
    (input: Submission, key) => client.POST('/api/instruments/{id}/submission', { params: params(key), body: input }),
    { done: '已送签' },
  );
  const withdraw = useCommand(
    (input: { reason: string }, key) => client.POST('/api/instruments/{id}/withdrawal', { params: params(key), body: input }),
    { done: '已作废' },
  );
  const serve = useCommand(
    ({ targetId, evidence, ...body }: Service, key) =>
      client.POST('/api/instruments/{id}/targets/{targetId}/service', {
        params: { path: { id: instrument.id, targetId }, header: params(key).header },
        body: { ...body, evidence: attached(evidence) },
      }),
    { done: '送达已登记' },
  );
  const delist = useCommand(
    (targetId: string, key) =>
      client.POST('/api/instruments/{id}/targets/{targetId}/delisting', {
        params: { path: { id: instrument.id, targetId }, header: { 'Idempotency-Key': key } },
      }),
    { done: '摘牌申请已送批' },
  );
  const unserved = instrument.targets.filter((target) => target.servedAt === null);
  const delistable = instrument.targets.filter((target) => target.state === 'running' && target.stageKey === 'delisting');
  // Whoever oversees the jurisdiction reads policies too; the menu comes from the same rule.
  const oversees = useMe().data?.pages.includes('policies') ?? false;
  return (
    <>
      {oversees && instrument.closedAt !== null && <Button href={`/api/instruments/${instrument.id}/case-file`}>导出案卷</Button>}
      {instrument.actions.includes('submit') && (
        <DeedModal<Submission>
          label="送签"
          title="核对并送签"
          primary
          okText="送签"
          busy={submit.isPending}
          hint="送签时重新核对每一事项，已办结或已延期的不再列入。"
          initial={{
            title: instrument.title,
            grounds: instrument.grounds,
            requirements: instrument.requirements,
            service: instrument.service === 'byHand' ? 'byHand' : 'inbox',
            isPublic: instrument.isPublic,
            meetingPlace: instrument.meetingPlace ?? undefined,
            chairedBy: instrument.chairedBy ?? undefined,
            contact: instrument.contact ?? undefined,
          }}
          onSubmit={(values) => submit.mutateAsync(values)}
        >
          <Form.Item name="title" label="标题" rules={[{ required: true, whitespace: true, message: '请填写标题' }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="grounds" label="事由">
            <Input.TextArea rows={3} maxLength={4000} />
          </Form.Item>
          <Form.Item name="requirements" label="办理要求">
            <Input.TextArea rows={3} maxLength={4000} />
          </Form.Item>
          <Form.Item name="service" label="送达方式">
            <Select
              options={[
                { value: 'inbox', label: '系统送达' },
                { value: 'byHand', label: '当面送达' },
              ]}
            />
          </Form.Item>
          {instrument.kind === 'listing' && (
            <Form.Item name="isPublic" valuePropName="checked">
              <Checkbox>向社会公开</Checkbox>
            </Form.Item>
          )}
          <Form.Item name="outsideNumber" label="外部文号" extra="由其他登记簿编号的填写；不填的，签发时自动编号。">
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="contact" label="联系人和联系方式" extra="印在文书上；不填的，印督办机构和经办人。">
            <Input maxLength={200} />
          </Form.Item>
          {instrument.kind === 'summons' && (
            <>
              <Form.Item name="chairedBy" label="约谈人" extra="印在约谈通知书上，可以填写几位；不填的，通知书不列这一项。">
                <Input maxLength={200} />
              </Form.Item>
              <Form.Item name="meetingAt" label="约谈时间" rules={[{ required: true, message: '请选择约谈时间' }]}>
                <MeetingField />
              </Form.Item>
              <Form.Item
                name="meetingPlace"
                label="约谈地点"
                rules={[{ required: true, whitespace: true, message: '请填写约谈地点' }]}
              >
                <Input maxLength={200} />
              </Form.Item>
            </>
          )}
        </DeedModal>
      )}
      {instrument.actions.includes('serveByHand') && (
        <DeedModal<Service>
          label="登记当面送达"
          busy={serve.isPending}
          initial={{ targetId: unserved[0]?.id }}
          onSubmit={(values) => serve.mutateAsync(values)}
        >
          <Form.Item name="targetId" label="单位" rules={[{ required: true, message: '请选择单位' }]}>
            <Select options={unserved.map((target) => ({ value: target.id, label: target.unitName }))} />
          </Form.Item>
          <Form.Item name="servedOn" label="送达日期" rules={[{ required: true, message: '请选择日期' }]}>
            <DayField />
          </Form.Item>
          <Form.Item name="receiver" label="签收人" rules={[{ required: true, whitespace: true, message: '请填写签收人' }]}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="evidence" label="送达回证">
            <FileField />
          </Form.Item>
        </DeedModal>
      )}
      <DraftDeeds instrument={instrument} />
      {instrument.actions.includes('delist') &&
        delistable.map((target) => (
          <Popconfirm
            key={target.id}
            title={`为${target.unitName}申请摘牌？`}
            okText="申请"
            cancelText="取消"
            onConfirm={() => delist.mutate(target.id)}
          >
            <Button type="primary" loading={delist.isPending}>
              申请摘牌（{target.unitName}）
            </Button>
          </Popconfirm>
        ))}
      {instrument.actions.includes('withdraw') && (
        <DeedModal<{ reason: string }>
          label="作废"
          danger
          okText="作废"
          busy={withdraw.isPending}
          hint="作废后不能恢复，已取得的文号保留。"
          onSubmit={(values) => withdraw.mutateAsync(values)}
        >
          <Form.Item name="reason" label="理由" rules={[{ required: true, whitespace: true, message: '请填写理由' }]}>
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        </DeedModal>
      )}
    </>
  );
}

interface Service {
  readonly targetId: string;
  readonly servedOn: string;
  readonly receiver: string;
  readonly evidence?: Attached[];
}
