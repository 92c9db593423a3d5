import { Card, Flex, Form, Input, Radio, Tag, Typography } from 'antd';
import { client } from '../../api/client';
import type { Instrument } from '../../api/shown';
import { useCommand } from '../../api/use-command';
import { instrumentStages, requestStates, word } from '../../i18n/zh-CN';
import { DeedModal } from '../../ui/deed-modal';
import { FileList } from '../../ui/files';
import { dayWords, instantWords } from '../../ui/format';

type Request = Instrument['requests'][number];

/** 延期申请和异议 of the targets, and the decision for whoever may make it. */
export function InstrumentRequests({
  instrument,
  unitOf,
}: {
  instrument: Instrument;
  unitOf: (targetId: string | null) => string | null;
}) {
  if (instrument.requests.length === 0) return null;
  return (
    <Card title="延期申请和异议">
      <Flex vertical gap={16}>
        {instrument.requests.map((request) => (
          <Flex key={request.id} vertical gap={4}>
            <Flex gap={8} align="center" wrap>
              <Typography.Text strong>{request.kind === 'objection' ? '异议' : '延期申请'}</Typography.Text>
              <span>{unitOf(request.targetId)}</span>
              <Tag>{word(requestStates[request.kind] ?? {}, request.state)}</Tag>
              {request.mayDecide && <Decide instrument={instrument} request={request} />}
            </Flex>
            {request.untilOn && (
              <span>
                “{word(instrumentStages, request.stageKey ?? '')}”申请延至{dayWords(request.untilOn)}
              </span>
            )}
            <span className="prewrap">理由：{request.reason}</span>
            <FileList files={request.evidence} />
            {request.opinion && (
              <span className="prewrap">
                意见：{request.opinion}
                {request.decidedBy && `（${request.decidedBy}）`}
              </span>
            )}
            <Typography.Text type="secondary">
              {request.askedBy} · {instantWords(request.askedAt)}
              {request.decidedAt && ` · 处理于${instantWords(request.decidedAt)}`}
            </Typography.Text>
          </Flex>
        ))}
      </Flex>
    </Card>
  );
}

function Decide({ instrument, request }: { instrument: Instrument; request: Request }) {
  const decide = useCommand(
    (body: { isUpheld: boolean; opinion: string }, key) =>
      client.POST('/api/instruments/{id}/objections/{requestId}/decision', {
        params: { path: { id: instrument.id, requestId: request.id }, header: { 'Idempotency-Key': key } },
        body,
      }),
    { done: '异议已复核' },
  );
  return (
    <DeedModal<{ isUpheld: boolean; opinion: string }>
      label="复核异议"
      primary
      busy={decide.isPending}
      hint="异议成立的，该单位不再列为这份文书的对象；不成立的，继续办理，期间到期的步骤随即执行。"
      onSubmit={(values) => decide.mutateAsync(values)}
    >
      <Form.Item name="isUpheld" label="复核结论" rules={[{ required: true, message: '请选择' }]}>
        <Radio.Group
          options={[
            { value: true, label: '异议成立' },
            { value: false, label: '异议不成立' },
          ]}
        />
      </Form.Item>
      <Form.Item name="opinion" label="复核意见" rules={[{ required: true, whitespace: true, message: '请填写意见' }]}>
        <Input.TextArea rows={4} maxLength={4000} />
      </Form.Item>
    </DeedModal>
  );
}
