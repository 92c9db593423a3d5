import { Form, Input } from 'antd';
import { client } from '../../api/client';
import type { Instrument } from '../../api/shown';
import { useCommand } from '../../api/use-command';
import { instrumentStages, word } from '../../i18n/zh-CN';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';
import { FileField, type Attached } from '../../ui/files';
import { dayWords } from '../../ui/format';
import { attached } from '../tasks/attached';

type Offer = Instrument['deeds'][number];

interface DeedInput {
  readonly reason: string;
  readonly day?: string;
  readonly evidence?: Attached[];
}

const WORDS = {
  extendStage: { label: '延长期限', done: '期限已延长', danger: false },
  endTarget: { label: '按未完成结束', done: '已按未完成结束', danger: true },
  askExtension: { label: '申请延期', done: '延期申请已提交', danger: false },
  object: { label: '提出异议', done: '异议已提交', danger: false },
} as const;

/** What may be done about a target beside its stages: whether it is offered is the server's word. */
export function TargetDeedForm({ instrument, offer, unitName }: { instrument: Instrument; offer: Offer; unitName: string }) {
  const words = WORDS[offer.deed];
  const stage = offer.stageKey === null ? '' : word(instrumentStages, offer.stageKey);
  const send = useCommand(
    ({ reason, day, evidence }: DeedInput, key): ReturnType<typeof sendDeed> =>
      sendDeed(instrument.id, offer, key, { reason, day: day ?? '', evidence: attached(evidence) }),
    { done: words.done },
  );
  const hints: Record<Offer['deed'], string> = {
    extendStage: `“${stage}”现定${dayWords(offer.dayOn)}前办理。`,
    endTarget: `“${stage}”应于${dayWords(offer.dayOn)}前办理，至今未办。结束后按督办制度转入下一种文书。`,
    askExtension: `“${stage}”现定${dayWords(offer.dayOn)}前办理。申请期间暂停督促，期限是否改变以审批为准。`,
    object: `${dayWords(offer.dayOn)}前可以提出一次。复核期间暂停督促，由未参与这份文书办理的负责人复核。`,
  };
  const needsDay = offer.deed === 'extendStage' || offer.deed === 'askExtension';
  const isUnits = offer.deed === 'askExtension' || offer.deed === 'object';
  return (
    <DeedModal<DeedInput>
      label={instrument.targets.length > 1 ? `${words.label}（${unitName}）` : words.label}
      danger={words.danger}
      busy={send.isPending}
      hint={hints[offer.deed]}
      onSubmit={(values) => send.mutateAsync(values)}
    >
      {needsDay && (
        <Form.Item name="day" label="延至" rules={[{ required: true, message: '请选择日期' }]}>
          <DayField />
        </Form.Item>
      )}
      <Form.Item name="reason" label="理由" rules={[{ required: true, whitespace: true, message: '请填写理由' }]}>
        <Input.TextArea rows={4} maxLength={2000} />
      </Form.Item>
      {isUnits && (
        <Form.Item name="evidence" label="佐证材料">
          <FileField />
        </Form.Item>
      )}
    </DeedModal>
  );
}

interface Sent {
  readonly reason: string;
  readonly day: string;
  readonly evidence: { readonly ticket: string; readonly fileName: string }[];
}

/** Each deed has its own route; the page needs only to know that it was done. */
async function sendDeed(
  id: string,
  offer: Offer,
  key: string,
  { reason, day, evidence }: Sent,
): Promise<{ data?: unknown; error?: unknown; response: Response }> {
  const params = { path: { id, targetId: offer.targetId }, header: { 'Idempotency-Key': key } };
  switch (offer.deed) {
    case 'extendStage':
      return client.POST('/api/instruments/{id}/targets/{targetId}/extension', {
        params,
        body: { reason, dueOn: day, stageKey: offer.stageKey ?? '' },
      });
    case 'endTarget':
      return client.POST('/api/instruments/{id}/targets/{targetId}/ending', { params, body: { reason } });
    case 'askExtension':
      return client.POST('/api/instruments/{id}/targets/{targetId}/extension-request', {
        params,
        body: { reason, untilOn: day, evidence },
      });
    case 'object':
      return client.POST('/api/instruments/{id}/targets/{targetId}/objection', { params, body: { reason, evidence } });
  }
}
