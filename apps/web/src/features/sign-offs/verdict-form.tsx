import { Alert, Button, Card, Flex, Form, Input, Typography } from 'antd';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { DayField } from '../../ui/day-field';
import { dayWords } from '../../ui/format';
import { GiveInstruction } from '../instructions/give-instruction';
import { ReturnToStep } from './return-to-step';

type SignOff = Schemas['SignOff'];
interface Values {
  readonly opinion?: string;
  readonly returnDueOn?: string;
}

/** 同意 or 退回 by whoever is asked now; a completion is returned with a new due day, which the policy proposes. */
export function VerdictForm({ signOff, toSign }: { signOff: SignOff; toSign: NonNullable<SignOff['toSign']> }) {
  const [form] = Form.useForm<Values>();
  const sign = useCommand(
    (input: Values & { verdict: 'approve' | 'refuse' }, key) =>
      client.POST('/api/sign-offs/{id}/verdict', {
        params: { path: { id: signOff.id }, header: { 'Idempotency-Key': key } },
        body: { ...input, contentHash: toSign.contentHash, stepKey: toSign.stepKey },
      }),
    { done: '签批已记录' },
  );
  const give = (verdict: 'approve' | 'refuse') => {
    const { opinion: written, returnDueOn } = form.getFieldsValue();
    const opinion = written?.trim() ?? '';
    if (verdict === 'refuse' && opinion === '') {
      form.setFields([{ name: 'opinion', errors: ['退回时请写明意见'] }]);
      return;
    }
    // The proposed day is the policy's own answer: only another one is named by a person.
    const named = verdict === 'refuse' && returnDueOn !== signOff.returnDay?.proposedOn ? returnDueOn : undefined;
    sign.mutate({ verdict, opinion, ...(named === undefined ? {} : { returnDueOn: named }) });
  };
  return (
    <Card title={`我的签批：${toSign.stepName}`}>
      {toSign.onBehalfOf && (
        <Alert type="info" showIcon title={`您受${toSign.onBehalfOf}委托签批，两人姓名都会记录。`} style={{ marginBottom: 12 }} />
      )}
      <Form<Values>
        name="verdict"
        form={form}
        layout="vertical"
        initialValues={signOff.returnDay ? { returnDueOn: signOff.returnDay.proposedOn } : {}}
      >
        <Form.Item name="opinion" label="意见" extra="同意时可以不填，退回时必填。">
          <Input.TextArea rows={3} maxLength={2000} showCount />
        </Form.Item>
        {signOff.returnDay && <ReturnDay returnDay={signOff.returnDay} />}
        <Flex gap={12}>
          <Button type="primary" loading={sign.isPending} onClick={() => give('approve')}>
            同意
          </Button>
          <Button danger disabled={sign.isPending} onClick={() => give('refuse')}>
            退回
          </Button>
          {signOff.actions.includes('return') && <ReturnToStep signOff={signOff} />}
          {signOff.actions.includes('instruct') && <GiveInstruction source={{ sourceKind: 'signOff', sourceId: signOff.id }} />}
        </Flex>
      </Form>
    </Card>
  );
}

function ReturnDay({ returnDay }: { returnDay: NonNullable<SignOff['returnDay']> }) {
  const named = Form.useWatch<string | undefined>('returnDueOn');
  const { earliestOn, latestOn, daysOff } = returnDay;
  const isOut = named !== undefined && (named < earliestOn || (latestOn !== null && named > latestOn));
  const range = latestOn === null ? `${dayWords(earliestOn)}及以后` : `${dayWords(earliestOn)}至${dayWords(latestOn)}`;
  return (
    <Form.Item
      label="退回后的完成时限"
      extra={
        <Flex vertical gap={4}>
          <span>仅退回时生效，现行期限的逾期记录不变。可填{range}。</span>
          <Typography.Text type="secondary">按制度建议：{returnDay.explain}</Typography.Text>
          {isOut && <Alert type="error" showIcon title={`超出可填的范围：${range}`} />}
          {named !== undefined && daysOff.includes(named) && (
            <Alert type="warning" showIcon title={`${dayWords(named)}是休息日，期限仍按所填日期计算，请确认。`} />
          )}
        </Flex>
      }
    >
      <Form.Item name="returnDueOn" noStyle>
        <DayField width={200} />
      </Form.Item>
    </Form.Item>
  );
}
