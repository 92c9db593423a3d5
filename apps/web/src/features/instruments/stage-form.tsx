import { Form, Input, Radio } from 'antd';
import { client } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { instrumentStages, word } from '../../i18n/zh-CN';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';
import { FileField, type Attached } from '../../ui/files';
import { attached } from '../tasks/attached';
import type { Instrument } from '../../api/shown';
import { problemsOf, ProblemFields, type ProblemInput } from './problem-fields';

interface StageInput {
  readonly text?: string;
  readonly heldOn?: string;
  readonly place?: string;
  readonly attended?: 'mainLeader' | 'substitute' | 'absent';
  readonly attendee?: string;
  readonly chair?: string;
  readonly recorder?: string;
  readonly commitment?: string;
  readonly accepted?: boolean;
  readonly outcome?: 'done' | 'partly';
  readonly againBy?: string;
  readonly lines?: ProblemInput[];
  readonly evidence?: Attached[];
}

interface Props {
  readonly instrument: Instrument;
  readonly targetId: string | null;
  readonly stageKey: string;
  readonly unitName: string | null;
}

const LABELS: Record<string, string> = {
  receipt: '签收',
  meeting: '登记约谈会',
  attendance: '登记到会情况',
  minutes: '签署约谈纪要',
  plan: '报送整改方案',
  report: '报送阶段报告',
  answer: '报送办理结果',
  acceptance: '核查验收',
  publication: '登记挂牌公开',
  revisit: '登记回访',
  reply: '登记复函',
  announcement: '登记摘牌公开',
};

/** One stage's form: which fields it has follows from the stage; whether it is offered is the server's word. */
export function StageForm({ instrument, targetId, stageKey, unitName }: Props) {
  const complete = useCommand(
    ({ evidence, lines, ...input }: StageInput, key) =>
      client.POST('/api/instruments/{id}/stages/{stage}', {
        params: { path: { id: instrument.id, stage: stageKey }, header: { 'Idempotency-Key': key } },
        body: { ...input, targetId: targetId ?? undefined, lines: lines && problemsOf(lines), evidence: attached(evidence) },
      }),
    { done: `${word(instrumentStages, stageKey)}已记录` },
  );
  const label = LABELS[stageKey] ?? word(instrumentStages, stageKey);
  return (
    <DeedModal<StageInput>
      label={unitName && instrument.targets.length > 1 ? `${label}（${unitName}）` : label}
      primary
      busy={complete.isPending}
      onSubmit={(values) => complete.mutateAsync(values)}
    >
      <Fields stageKey={stageKey} />
    </DeedModal>
  );
}

function Fields({ stageKey }: { stageKey: string }) {
  switch (stageKey) {
    case 'receipt':
      return <p>确认已收到这份文书。</p>;
    case 'meeting':
      return (
        <>
          <Held label="召开日期" />
          <Form.Item name="place" label="地点">
            <Input maxLength={200} />
          </Form.Item>
          <People />
        </>
      );
    case 'attendance':
      return <Attendance />;
    case 'acceptance':
    case 'revisit':
      return <Acceptance isRevisit={stageKey === 'revisit'} />;
    case 'publication':
    case 'announcement':
      return (
        <>
          <Held label="公开日期" />
          <Form.Item name="place" label="公开载体" rules={[{ required: true, whitespace: true, message: '请填写公开载体' }]}>
            <Input maxLength={200} placeholder="网站、报刊、公告栏等" />
          </Form.Item>
          <Files />
        </>
      );
    case 'reply':
      return (
        <>
          <Held label="复函日期" />
          <Form.Item name="place" label="复函文号">
            <Input maxLength={200} />
          </Form.Item>
          <Words label="复函内容" isRequired />
          <Files />
        </>
      );
    case 'minutes':
      return (
        <>
          <Words label="纪要" extra="一方写好后，另一方签署时可以不再填写。" />
          <Form.Item name="commitment" label="单位表态">
            <Input.TextArea rows={3} maxLength={4000} />
          </Form.Item>
          <People />
          <Form.Item label="约谈确定的整改问题" extra="双方签署后列入整改问题清单。">
            <ProblemFields name="lines" />
          </Form.Item>
          <Files />
        </>
      );
    case 'plan':
      return (
        <>
          <Words label="整改方案" isRequired />
          <Form.Item label="逐条问题和措施" extra="列入整改问题清单，逐条核查销号。">
            <ProblemFields name="lines" />
          </Form.Item>
          <Files />
        </>
      );
    default:
      return (
        <>
          <Words label={word(instrumentStages, stageKey)} isRequired />
          <Files />
        </>
      );
  }
}

function Words({ label, isRequired = false, extra }: { label: string; isRequired?: boolean; extra?: string }) {
  return (
    <Form.Item
      name="text"
      label={label}
      extra={extra}
      rules={isRequired ? [{ required: true, whitespace: true, message: `请填写${label}` }] : []}
    >
      <Input.TextArea rows={5} maxLength={10_000} showCount />
    </Form.Item>
  );
}

/** Whom the minutes name; what was said at the talk need not be said again. */
const People = () => (
  <>
    <Form.Item name="chair" label="约谈人" extra="与通知书一致的不用填写。">
      <Input maxLength={200} />
    </Form.Item>
    <Form.Item name="recorder" label="记录人">
      <Input maxLength={60} />
    </Form.Item>
  </>
);

const Held = ({ label }: { label: string }) => (
  <Form.Item name="heldOn" label={label} rules={[{ required: true, message: '请选择日期' }]}>
    <DayField />
  </Form.Item>
);

const Files = () => (
  <Form.Item name="evidence" label="附件">
    <FileField />
  </Form.Item>
);

function Attendance() {
  const attended = Form.useWatch('attended') as StageInput['attended'];
  return (
    <>
      <Form.Item name="attended" label="到会情况" rules={[{ required: true, message: '请选择' }]}>
        <Radio.Group
          options={[
            { value: 'mainLeader', label: '主要负责人到会' },
            { value: 'substitute', label: '委托他人到会' },
            { value: 'absent', label: '未到会' },
          ]}
        />
      </Form.Item>
      {attended === 'substitute' && (
        <>
          <Form.Item name="attendee" label="到会人员" rules={[{ required: true, whitespace: true, message: '请填写到会人员' }]}>
            <Input maxLength={60} />
          </Form.Item>
          <Words label="委托理由" isRequired />
        </>
      )}
    </>
  );
}

function Acceptance({ isRevisit }: { isRevisit: boolean }) {
  const accepted = Form.useWatch('accepted') as boolean | undefined;
  return (
    <>
      <Form.Item name="accepted" label={isRevisit ? '回访结论' : '验收意见'} rules={[{ required: true, message: '请选择' }]}>
        <Radio.Group
          options={[
            { value: true, label: isRevisit ? '整改成果巩固' : '通过' },
            { value: false, label: isRevisit ? '问题反弹' : '不通过' },
          ]}
        />
      </Form.Item>
      {accepted === true && !isRevisit && (
        <Form.Item name="outcome" label="办理结果" initialValue="done">
          <Radio.Group
            options={[
              { value: 'done', label: '已完成' },
              { value: 'partly', label: '部分完成' },
            ]}
          />
        </Form.Item>
      )}
      {accepted === false && (
        <Form.Item name="againBy" label="重新办理期限" extra="不填的，转入下一种督办文书。">
          <DayField />
        </Form.Item>
      )}
      <Words label="说明" isRequired={accepted === false} />
      <Files />
    </>
  );
}
