import { Button, Card, Checkbox, Flex, Form, Input, Select, Typography } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { client, type Schemas } from '../../api/client';
import { useLedgerUnits, usePlans } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { instrumentKinds, word } from '../../i18n/zh-CN';
import { DayField } from '../../ui/day-field';
import { FileField, type Attached } from '../../ui/files';
import { Page } from '../../ui/page';
import { attached } from '../tasks/attached';
import { problemsOf, ProblemFields, type ProblemInput } from './problem-fields';
import { UnitItems, type ChosenItems } from './unit-items';

const ISSUED = ['supervisionOrder', 'summons', 'listing', 'bulletin'];
const INCOMING = [
  'enforcementOpinion',
  'procuratorialSuggestion',
  'judicialSuggestion',
  'congressSuggestion',
  'consultativeProposal',
  'auditRectification',
  'caseReview',
  'inspectionFeedback',
];

interface Values {
  readonly kind: string;
  readonly planId?: string;
  readonly title?: string;
  readonly grounds?: string;
  readonly requirements?: string;
  readonly unitIds: string[];
  readonly service?: 'inbox' | 'byHand';
  readonly isPublic?: boolean;
  readonly outsideNumber?: string;
  readonly receivedOn?: string;
  readonly answerByOn?: string;
  readonly lines?: (ProblemInput & { unitId: string })[];
  readonly evidence?: Attached[];
}

/** 起草文书 by hand, with grounds, items, units and evidence; or 登记来文 that others have sent. */
export function NewInstrumentPage() {
  const [search] = useSearchParams();
  const isIncoming = search.get('origin') === 'incoming';
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const [items, setItems] = useState<ChosenItems>({});
  const kind = Form.useWatch('kind', form);
  const planId = Form.useWatch('planId', form);
  const unitIds = Form.useWatch('unitIds', form) ?? [];
  const units = useLedgerUnits();
  const plans = usePlans();
  const open = useCommand(
    (body: Schemas['OpenInstrumentBody'], key) =>
      client.POST('/api/instruments', { params: { header: { 'Idempotency-Key': key } }, body }),
    {
      done: isIncoming ? '来文已登记' : '草稿已生成',
      onDone: (opened) => void navigate(`/instruments/${opened.instrumentId}`),
    },
  );
  const named = (units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }));
  const submit = (values: Values) => {
    const { unitIds: chosen, evidence, lines, ...rest } = values;
    open.mutate({
      ...rest,
      units: chosen.flatMap((unitId) => {
        const own = items[unitId] ?? [];
        return own.length === 0 ? [{ unitId }] : own.map((item) => ({ unitId, ...item }));
      }),
      lines: lines && problemsOf(lines),
      evidence: attached(evidence),
    });
  };
  return (
    <Page title={isIncoming ? '登记来文' : '起草督办文书'} back={{ to: '/instruments', text: '督办文书' }}>
      <Card style={{ maxWidth: 960 }}>
        <Form<Values>
          form={form}
          layout="vertical"
          initialValues={{ kind: isIncoming ? undefined : (search.get('kind') ?? 'supervisionOrder'), service: 'inbox' }}
          onFinish={submit}
        >
          <Flex gap={16} wrap>
            <Form.Item
              name="kind"
              label="文书种类"
              style={{ flex: '1 1 240px' }}
              rules={[{ required: true, message: '请选择种类' }]}
            >
              <Select
                placeholder="选择种类"
                options={(isIncoming ? INCOMING : ISSUED).map((value) => ({ value, label: word(instrumentKinds, value) }))}
              />
            </Form.Item>
            <Form.Item name="planId" label="所属计划" style={{ flex: '1 1 320px' }} extra="不选的，列入常设计划。">
              <Select
                allowClear
                placeholder="选择计划"
                options={(plans.data?.items ?? []).map((plan) => ({ value: plan.id, label: plan.title }))}
              />
            </Form.Item>
          </Flex>
          {isIncoming && (
            <Flex gap={16} wrap>
              <Form.Item
                name="outsideNumber"
                label="来文文号"
                style={{ flex: '1 1 240px' }}
                rules={[{ required: true, whitespace: true, message: '请填写来文文号' }]}
              >
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item
                name="receivedOn"
                label="收文日期"
                style={{ flex: '1 1 180px' }}
                rules={[{ required: true, message: '请选择日期' }]}
              >
                <DayField />
              </Form.Item>
              <Form.Item
                name="answerByOn"
                label="要求答复期限"
                style={{ flex: '1 1 180px' }}
                extra="来文没有写明的，按督办制度计算。"
              >
                <DayField />
              </Form.Item>
            </Flex>
          )}
          <Form.Item name="title" label="标题" extra={isIncoming ? undefined : '不填的，按文书种类和单位生成。'}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item
            name="grounds"
            label={isIncoming ? '来文内容摘要' : '事由'}
            rules={isIncoming ? [] : [{ required: true, whitespace: true, message: '请填写事由' }]}
          >
            <Input.TextArea rows={3} maxLength={4000} />
          </Form.Item>
          <Form.Item name="requirements" label="办理要求" extra="不填的，使用这种文书的通用要求。">
            <Input.TextArea rows={2} maxLength={4000} />
          </Form.Item>
          <Form.Item
            name="unitIds"
            label={isIncoming ? '承办单位' : '对象单位'}
            extra={kind === 'summons' ? '一次约谈可以同时约谈几个单位，各单位分别整改。' : undefined}
            rules={[{ required: true, message: '请选择单位' }]}
          >
            <Select mode="multiple" placeholder="选择单位" optionFilterProp="label" options={named} />
          </Form.Item>
          {!isIncoming && kind && unitIds.length > 0 && (
            <Form.Item label="督办事项" extra="从未办结事项中选取，或者另行写明；一个单位可以有几项。">
              <UnitItems
                kind={kind}
                planId={planId}
                units={named.filter((unit) => unitIds.includes(unit.value))}
                value={items}
                onChange={setItems}
              />
            </Form.Item>
          )}
          {isIncoming && unitIds.length > 0 && (
            <Form.Item label="问题清单" extra="逐条列入整改问题清单，逐条核查销号。">
              <ProblemFields name="lines" units={named.filter((unit) => unitIds.includes(unit.value))} />
            </Form.Item>
          )}
          {!isIncoming && (
            <Form.Item name="service" label="送达方式">
              <Select
                style={{ maxWidth: 240 }}
                options={[
                  { value: 'inbox', label: '系统送达' },
                  { value: 'byHand', label: '当面送达' },
                ]}
              />
            </Form.Item>
          )}
          {kind === 'listing' && (
            <Form.Item name="isPublic" valuePropName="checked" extra="公开的，挂牌、延期和摘牌都要在同一载体公开并登记。">
              <Checkbox>向社会公开</Checkbox>
            </Form.Item>
          )}
          <Form.Item name="evidence" label={isIncoming ? '来文和附件' : '依据材料'}>
            <FileField />
          </Form.Item>
          <Flex gap={12} align="center">
            <Button type="primary" htmlType="submit" loading={open.isPending}>
              {isIncoming ? '登记' : '生成草稿'}
            </Button>
            {!isIncoming && <Typography.Text type="secondary">草稿生成后核对、送签，签发时编号。</Typography.Text>}
          </Flex>
        </Form>
      </Card>
    </Page>
  );
}
