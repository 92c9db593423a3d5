import { Alert, Form, Input, Select } from 'antd';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { roles } from '../../i18n/zh-CN';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';
import { ShareFields, type ShareChoice } from '../../ui/share-fields';
import { PointFields } from '../plans/point-fields';
import { TaskTextFields, type TaskText } from '../plans/task-text-fields';

export type Amendment = Schemas['Amendment'];
export type Line = Amendment['items'][number];
type Kind = Line['kind'];
type Plan = Schemas['Plan'];
type Body = Schemas['AmendmentLineBody'];

interface TaskValues extends TaskText {
  readonly shares?: readonly ShareChoice[];
}

/** What the form holds; which of it is shown follows from the kind of the line. */
interface Values {
  readonly workPointId?: string;
  readonly taskId?: string;
  readonly assignmentId?: string;
  readonly grounds?: string;
  readonly point?: Schemas['WorkPointBody'];
  readonly task?: TaskValues;
  readonly share?: { readonly unitId: string; readonly role: ShareChoice['role']; readonly dueOn?: string };
}

interface Props {
  readonly amendment: Amendment;
  readonly plan: Plan;
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly kind: Kind;
  readonly label: string;
  /** The line that is written anew; absent: a new one. */
  readonly line?: Line;
}

const needed = (message: string) => [{ required: true, message }];
const worded = (message: string) => [{ required: true, whitespace: true, message }];

/** One line of an amendment, new or written anew. */
export function LineForm({ amendment, plan, units, kind, label, line }: Props) {
  const save = useCommand(
    (body: Body, key) => {
      const header = { 'Idempotency-Key': key, 'If-Match': `"${amendment.version}"` };
      return line
        ? client.POST('/api/amendments/{id}/lines/{lineId}/change', {
            params: { path: { id: amendment.id, lineId: line.id }, header },
            body,
          })
        : client.POST('/api/amendments/{id}/lines', { params: { path: { id: amendment.id }, header }, body });
    },
    { done: line ? '已保存' : '已列入调整' },
  );
  return (
    <DeedModal<Values>
      key={amendment.version}
      label={label}
      title={label === '修改' ? (line?.kindName ?? label) : label}
      okText="保存"
      size="small"
      busy={save.isPending}
      initial={line ? valuesOf(line) : BLANK[kind]}
      onSubmit={(values) => save.mutateAsync(bodyOf(kind, values))}
    >
      {kind === 'addTask' && <PointChoice plan={plan} />}
      {kind !== 'addTask' && kind !== 'addPoint' && <TaskChoice plan={plan} kind={kind} isFixed={line !== undefined} />}
      {kind === 'addPoint' && <PointFields within="point" />}
      {(kind === 'addPoint' || kind === 'addTask') && (
        <>
          <TaskTextFields year={plan.year} within={['task']} />
          <ShareFields units={units} within={['task']} />
        </>
      )}
      {kind === 'changeTask' && <TaskTextFields year={plan.year} within={['task']} />}
      {kind === 'addShare' && <AddedShare units={units} />}
      {kind === 'takeShare' && <ShareChoiceOfTask plan={plan} />}
      {(kind === 'takeShare' || kind === 'withdrawTask') && (
        <Form.Item name="grounds" label="理由" rules={worded('请填写理由')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
        </Form.Item>
      )}
      {kind === 'withdrawTask' && (
        <Alert type="info" showIcon title="生效后，这项任务尚未办结的责任分工全部撤销，不再催办；已销号的保持不变。" />
      )}
    </DeedModal>
  );
}

const BLANK: Readonly<Record<Kind, Partial<Values>>> = {
  addPoint: { task: { title: '', deadlineKind: 'date', shares: [{ role: 'lead' }] } },
  addTask: { task: { title: '', deadlineKind: 'date', shares: [{ role: 'lead' }] } },
  addShare: { share: { unitId: '', role: 'responsible' } },
  changeTask: {},
  takeShare: {},
  withdrawTask: {},
};

const pointsOf = (plan: Plan) => plan.points.map((point) => ({ value: point.id, label: `${point.label}${point.heading}` }));
const tasksOf = (plan: Plan) => plan.points.flatMap((point) => point.tasks);
const isOpen = (state: string) => !['struckOff', 'archived', 'cancelled'].includes(state);

function PointChoice({ plan }: { plan: Plan }) {
  return (
    <Form.Item name="workPointId" label="所属条目" rules={needed('请选择条目')}>
      <Select showSearch={{ optionFilterProp: 'label' }} options={pointsOf(plan)} placeholder="选择条目" />
    </Form.Item>
  );
}

/** The task that the line speaks of; its text comes into the form when it is chosen. */
function TaskChoice({ plan, kind, isFixed }: { readonly plan: Plan; readonly kind: Kind; readonly isFixed: boolean }) {
  const form = Form.useFormInstance<Values>();
  const options = tasksOf(plan)
    .filter((task) => task.shares.some((share) => isOpen(share.state)))
    .map((task) => ({ value: task.id, label: task.title }));
  const choose = (taskId: string) => {
    const task = tasksOf(plan).find((each) => each.id === taskId);
    form.setFieldValue('assignmentId', undefined);
    if (kind !== 'changeTask' || !task) return;
    form.setFieldValue('task', {
      title: task.title,
      deliverable: task.deliverable ?? undefined,
      deadlineKind: task.deadlineKind,
      deadlinePhrase: task.deadlinePhrase ?? undefined,
      dueOn: task.dueOn ?? undefined,
      cycle: task.cycle ?? undefined,
    });
  };
  return (
    <Form.Item name="taskId" label="任务" rules={needed('请选择任务')}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={options}
        placeholder="选择任务"
        disabled={isFixed}
        onChange={choose}
      />
    </Form.Item>
  );
}

function AddedShare({ units }: { readonly units: Props['units'] }) {
  return (
    <>
      <Form.Item name={['share', 'role']} label="责任" rules={needed('请选择责任')}>
        <Select options={Object.entries(roles).map(([value, text]) => ({ value, label: text }))} />
      </Form.Item>
      <Form.Item name={['share', 'unitId']} label="单位" rules={needed('请选择单位')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
          placeholder="选择单位"
        />
      </Form.Item>
      <Form.Item name={['share', 'dueOn']} label="本单位完成日期（不填为任务的时限）">
        <DayField />
      </Form.Item>
    </>
  );
}

function ShareChoiceOfTask({ plan }: { plan: Plan }) {
  const taskId = Form.useWatch<string | undefined>('taskId');
  const shares = tasksOf(plan).find((task) => task.id === taskId)?.shares ?? [];
  return (
    <Form.Item name="assignmentId" label="不再承担的单位" rules={needed('请选择单位')}>
      <Select
        placeholder="选择单位"
        options={shares
          .filter((share) => isOpen(share.state))
          .map((share) => ({ value: share.id, label: `${share.unitName}（${roles[share.role]}）` }))}
      />
    </Form.Item>
  );
}

function bodyOf(kind: Kind, { workPointId, taskId, assignmentId, grounds, point, task, share }: Values): Body {
  const { shares = [], ...text } = task ?? { title: '', deadlineKind: 'date' as const };
  const units = shares.flatMap(({ unitId, role }) => (unitId ? [{ unitId, role }] : []));
  switch (kind) {
    case 'addPoint':
      return { kind, point, tasks: [{ ...text, units }] };
    case 'addTask':
      return { kind, workPointId, tasks: [{ ...text, units }] };
    case 'addShare':
      return { kind, taskId, share };
    case 'changeTask':
      return { kind, taskId, text };
    case 'takeShare':
      return { kind, taskId, assignmentId, grounds };
    case 'withdrawTask':
      return { kind, taskId, grounds };
  }
}

function valuesOf({ taskId, grounds, input }: Line): Values {
  const [added] = input.tasks;
  const text = input.text ?? added;
  return {
    taskId: taskId ?? undefined,
    workPointId: input.workPointId ?? undefined,
    assignmentId: input.assignmentId ?? undefined,
    grounds: grounds ?? undefined,
    point: input.point ?? undefined,
    share: input.share ? { ...input.share, dueOn: input.share.dueOn ?? undefined } : undefined,
    task: text && {
      title: text.title,
      deliverable: text.deliverable ?? undefined,
      deadlineKind: text.deadlineKind,
      deadlinePhrase: text.deadlinePhrase ?? undefined,
      dueOn: text.dueOn ?? undefined,
      cycle: text.cycle ?? undefined,
      shares: added?.units.map(({ unitId, role }) => ({ unitId, role })),
    },
  };
}
