import { Button, Popconfirm } from 'antd';
import { useNavigate } from 'react-router';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';

/** Takes a draft away that is not wanted; a submitted one stays, and the server says so. */
export function RemoveDraft({ plan }: { plan: Schemas['Plan'] }) {
  const navigate = useNavigate();
  const remove = useCommand(
    (_: null, key) =>
      client.POST('/api/plans/{id}/removal', {
        params: { path: { id: plan.id }, header: { 'Idempotency-Key': key, 'If-Match': `"${plan.version}"` } },
      }),
    { done: '已删除草案', onDone: () => void navigate('/plans') },
  );
  return (
    <Popconfirm
      title="草案和其中的条目、任务都将删除，确定删除？"
      okText="删除"
      cancelText="取消"
      onConfirm={() => remove.mutate(null)}
    >
      <Button danger loading={remove.isPending}>
        删除草案
      </Button>
    </Popconfirm>
  );
}
