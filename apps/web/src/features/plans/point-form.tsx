import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { DeedModal } from '../../ui/deed-modal';
import { PointFields } from './point-fields';

type Plan = Schemas['Plan'];
type Body = Schemas['WorkPointBody'];

interface Props {
  readonly plan: Plan;
  readonly label: string;
  /** The point that is changed; absent: a new one. */
  readonly point?: Plan['points'][number];
  readonly afterId?: string;
  /** The chapter in which a new point most likely stands. */
  readonly chapter?: string;
}

/** The words of a work point, new or changed. */
export function PointForm({ plan, label, point, afterId, chapter }: Props) {
  const save = useCommand(
    (body: Body, key) => {
      const header = { 'Idempotency-Key': key, 'If-Match': `"${plan.version}"` };
      return point
        ? client.POST('/api/plans/{id}/points/{pointId}/change', {
            params: { path: { id: plan.id, pointId: point.id }, header },
            body,
          })
        : client.POST('/api/plans/{id}/points', { params: { path: { id: plan.id }, header }, body: { ...body, afterId } });
    },
    { done: point ? '已保存' : '已添加条目' },
  );
  return (
    <DeedModal<Body>
      key={plan.version}
      label={label}
      title={point ? '修改条目' : '添加条目'}
      okText="保存"
      size="small"
      busy={save.isPending}
      initial={
        point
          ? {
              chapter: point.chapter,
              label: point.label,
              heading: point.heading,
              text: point.text === point.heading ? '' : point.text,
            }
          : { chapter }
      }
      onSubmit={(values) => save.mutateAsync(values)}
    >
      <PointFields />
    </DeedModal>
  );
}
