import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { DeedModal } from '../../ui/deed-modal';
import { MilestoneFields, milestonesOf, type MilestoneChoice } from '../../ui/milestone-fields';
import { ShareFields, type ShareChoice } from '../../ui/share-fields';
import { TaskTextFields, type TaskText } from './task-text-fields';

type Plan = Schemas['Plan'];
type Task = Plan['points'][number]['tasks'][number];

interface Props {
  readonly plan: Plan;
  readonly label: string;
  readonly units: readonly { readonly id: string; readonly name: string }[];
  /** The task that is changed; absent: a new one of `pointId`. */
  readonly task?: Task;
  readonly pointId?: string;
}

interface Values extends TaskText {
  readonly shares: readonly ShareChoice[];
  readonly milestones?: readonly MilestoneChoice[];
}

/** A task of a draft: what, by whom, until when. The unit and the day may be left for later; 送审 asks for them. */
export function TaskForm({ plan, label, units, task, pointId = '' }: Props) {
  const save = useCommand(
    ({ shares, milestones, ...values }: Values, key) => {
      const header = { 'Idempotency-Key': key, 'If-Match': `"${plan.version}"` };
      const named = (shares ?? []).flatMap(({ unitId, role }) => (unitId ? [{ unitId, role }] : []));
      const body = { ...values, units: named, cycle: values.cycle ?? undefined, milestones: milestonesOf(milestones) };
      return task
        ? client.POST('/api/plans/{id}/tasks/{taskId}/change', {
            params: { path: { id: plan.id, taskId: task.id }, header },
            body,
          })
        : client.POST('/api/plans/{id}/points/{pointId}/tasks', {
            params: { path: { id: plan.id, pointId }, header },
            body,
          });
    },
    { done: task ? '已保存' : '已添加任务' },
  );
  const initial: Partial<Values> = task
    ? {
        title: task.title,
        deliverable: task.deliverable ?? undefined,
        shares: task.shares.map(({ unitId, role }) => ({ unitId, role })),
        deadlineKind: task.deadlineKind,
        deadlinePhrase: task.deadlinePhrase ?? undefined,
        dueOn: task.dueOn ?? undefined,
        cycle: (task.cycle as Values['cycle']) ?? undefined,
        milestones: task.milestones.map(({ name, dueOn, unitId }) => ({ name, dueOn, unitId: unitId ?? undefined })),
      }
    : { deadlineKind: 'date', shares: [{ role: 'lead' }] };
  return (
    <DeedModal<Values>
      key={plan.version}
      label={label}
      title={task ? '修改任务' : '添加任务'}
      okText="保存"
      size="small"
      busy={save.isPending}
      initial={initial}
      onSubmit={(values) => save.mutateAsync(values)}
    >
      <TaskTextFields year={plan.year} />
      <ShareFields units={units} />
      <MilestoneFields units={units} />
    </DeedModal>
  );
}
