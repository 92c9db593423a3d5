import { Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { client } from '../../api/client';
import { useLedgerUnits } from '../../api/queries';
import type { Instrument } from '../../api/shown';
import { useCommand } from '../../api/use-command';
import { DeedModal } from '../../ui/deed-modal';
import { FileField, type Attached } from '../../ui/files';
import { attached } from '../tasks/attached';
import { MeetingField } from './meeting-field';
import { UnitItems, type ChosenItems } from './unit-items';

/** 增列事项, 合并草稿, 约谈改期 and 归入盖章扫描件. */
export function DraftDeeds({ instrument }: { instrument: Instrument }) {
  const { actions } = instrument;
  return (
    <>
      {actions.includes('addItem') && <AddItem instrument={instrument} />}
      {actions.includes('merge') && instrument.mergeable.length > 0 && <Merge instrument={instrument} />}
      {actions.includes('moveMeeting') && <MoveMeeting instrument={instrument} />}
      {actions.includes('attachScan') && <AttachScan instrument={instrument} />}
    </>
  );
}

const header = (instrument: Instrument, key: string) => ({
  path: { id: instrument.id },
  header: { 'Idempotency-Key': key, 'If-Match': `"${instrument.version}"` },
});

function AddItem({ instrument }: { instrument: Instrument }) {
  const [items, setItems] = useState<ChosenItems>({});
  const units = useLedgerUnits();
  const named = (units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }));
  const add = useCommand(
    async (input: { unitId: string; chosen: { obligationId?: string; text?: string } }, key) =>
      client.POST('/api/instruments/{id}/items', {
        params: { path: { id: instrument.id }, header: { 'Idempotency-Key': key } },
        body: { unitId: input.unitId, ...input.chosen },
      }),
    { done: '已增列' },
  );
  return (
    <DeedModal<{ unitId: string }>
      label="增列事项"
      busy={add.isPending}
      hint={instrument.state === 'submitted' ? '正在签批，增列后已签的意见不再有效，需要重新签批。' : undefined}
      onSubmit={async ({ unitId }) => {
        for (const chosen of items[unitId] ?? []) await add.mutateAsync({ unitId, chosen });
        setItems({});
      }}
    >
      <Form.Item name="unitId" label="单位" rules={[{ required: true, message: '请选择单位' }]}>
        <Select showSearch optionFilterProp="label" options={named} />
      </Form.Item>
      <Form.Item noStyle shouldUpdate>
        {({ getFieldValue }) => {
          const unitId = getFieldValue('unitId') as string | undefined;
          const unit = named.find((each) => each.value === unitId);
          return unit ? (
            <UnitItems
              kind={instrument.kind}
              planId={instrument.planId ?? undefined}
              units={[unit]}
              value={items}
              onChange={setItems}
            />
          ) : null;
        }}
      </Form.Item>
    </DeedModal>
  );
}

function Merge({ instrument }: { instrument: Instrument }) {
  const merge = useCommand(
    (input: { ids: string[] }, key) =>
      client.POST('/api/instruments/{id}/merger', {
        params: header(instrument, key),
        body: { drafts: input.ids.map((id) => ({ id })) },
      }),
    { done: '草稿已合并' },
  );
  return (
    <DeedModal<{ ids: string[] }>
      label="合并草稿"
      busy={merge.isPending}
      hint="所选草稿的事项并入这一份，所选草稿随即结束。"
      onSubmit={(values) => merge.mutateAsync(values)}
    >
      <Form.Item name="ids" label="并入的草稿" rules={[{ required: true, message: '请选择草稿' }]}>
        <Checkbox.Group
          style={{ display: 'flex', flexDirection: 'column', gap: 6 }}
          options={instrument.mergeable.map((draft) => ({ value: draft.id, label: `${draft.title}（${draft.items}项）` }))}
        />
      </Form.Item>
    </DeedModal>
  );
}

interface Meeting {
  readonly meetingAt: string;
  readonly place?: string;
  readonly reason: string;
}

function MoveMeeting({ instrument }: { instrument: Instrument }) {
  const move = useCommand(
    (body: Meeting, key) => client.POST('/api/instruments/{id}/meeting', { params: header(instrument, key), body }),
    { done: '已改期并通知各单位' },
  );
  return (
    <DeedModal<Meeting>
      label="约谈改期"
      busy={move.isPending}
      initial={{ place: instrument.meetingPlace ?? undefined }}
      onSubmit={(values) => move.mutateAsync(values)}
    >
      <Form.Item name="meetingAt" label="约谈时间" rules={[{ required: true, message: '请选择约谈时间' }]}>
        <MeetingField />
      </Form.Item>
      <Form.Item name="place" label="约谈地点">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="reason" label="改期理由" rules={[{ required: true, whitespace: true, message: '请填写理由' }]}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </DeedModal>
  );
}

function AttachScan({ instrument }: { instrument: Instrument }) {
  const attach = useCommand(
    (input: { scans?: Attached[] }, key) =>
      client.POST('/api/instruments/{id}/scans', {
        params: { path: { id: instrument.id }, header: { 'Idempotency-Key': key } },
        body: { scans: attached(input.scans) },
      }),
    { done: '扫描件已归入' },
  );
  return (
    <DeedModal<{ scans?: Attached[] }>
      label="归入盖章扫描件"
      busy={attach.isPending}
      hint="下载、打印、盖章后扫描归入；与签发的文本一并保存。"
      onSubmit={(values) => attach.mutateAsync(values)}
    >
      <Form.Item name="scans" label="扫描件" rules={[{ required: true, message: '请上传扫描件' }]}>
        <FileField />
      </Form.Item>
    </DeedModal>
  );
}
