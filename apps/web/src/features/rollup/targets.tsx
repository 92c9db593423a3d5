import { Card, Flex, Form, Input, Select, Table, Tag } from 'antd';
import { Link } from 'react-router';
import { client } from '../../api/client';
import { usePlan } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { indicatorKinds, targetStates } from '../../i18n/zh-CN';
import { DeedModal } from '../../ui/deed-modal';
import { Loaded, Nothing } from '../../ui/page';
import { useTargets } from './roll-up-queries';

interface NewTarget {
  readonly taskId?: string;
  readonly name: string;
  readonly kind: 'count' | 'amount' | 'ratio';
  readonly unit: string;
  readonly target: string;
}

/** The indicators with a target: what was wanted, what has come of it. */
export function Targets({ planId }: { planId: string }) {
  const targets = useTargets(planId);
  const plan = usePlan(planId);
  const define = useCommand(
    (input: NewTarget, key) =>
      client.POST('/api/plans/{id}/indicators', {
        params: { path: { id: planId }, header: { 'Idempotency-Key': key } },
        body: input,
      }),
    { done: '已设定' },
  );
  const tasks = plan.data?.points.flatMap((point) => point.tasks) ?? [];
  return (
    <Loaded query={targets}>
      {(data) => (
        <Flex vertical gap={16}>
          {data.actions.includes('define') && (
            <div>
              <DeedModal<NewTarget>
                label="设定目标"
                primary
                busy={define.isPending}
                initial={{ kind: 'count' }}
                hint="指标名称与单位填报的名称一致时，直接与填报数据比较；不选任务的，按全计划汇总。"
                onSubmit={(values) => define.mutateAsync(values)}
              >
                <Form.Item name="taskId" label="任务（可不选）">
                  <Select
                    allowClear
                    showSearch={{ optionFilterProp: 'label' }}
                    options={tasks.map((task) => ({ value: task.id, label: task.title }))}
                  />
                </Form.Item>
                <Form.Item name="name" label="指标名称" rules={[{ required: true, message: '请写明指标名称' }]}>
                  <Input maxLength={200} />
                </Form.Item>
                <Flex gap={12}>
                  <Form.Item name="kind" label="类型" rules={[{ required: true }]} style={{ width: 160 }}>
                    <Select options={Object.entries(indicatorKinds).map(([value, label]) => ({ value, label }))} />
                  </Form.Item>
                  <Form.Item
                    name="unit"
                    label="计量单位"
                    rules={[{ required: true, message: '请写明计量单位' }]}
                    style={{ width: 160 }}
                  >
                    <Input maxLength={50} placeholder="件、万元、%" />
                  </Form.Item>
                  <Form.Item
                    name="target"
                    label="目标值"
                    rules={[
                      { required: true, message: '请填写目标值' },
                      { pattern: /^\d{1,18}(\.\d{1,6})?$/, message: '请填写数字；比率填百分数，如95' },
                    ]}
                    style={{ flex: 1 }}
                  >
                    <Input inputMode="decimal" />
                  </Form.Item>
                </Flex>
              </DeedModal>
            </div>
          )}
          <Card styles={{ body: { padding: data.items.length > 0 ? 0 : 24 } }}>
            {data.items.length === 0 ? (
              <Nothing text="还没有设定目标的指标" />
            ) : (
              <Table
                rowKey="indicatorId"
                size="middle"
                dataSource={data.items}
                pagination={false}
                columns={[
                  { title: '指标', dataIndex: 'name' },
                  {
                    title: '范围',
                    render: (_, row) => (row.taskId ? <Link to={`/tasks/${row.taskId}`}>{row.taskTitle}</Link> : '全计划'),
                  },
                  { title: '目标', width: 140, align: 'right', render: (_, row) => `${row.target}${row.unit}` },
                  { title: '已汇总', width: 200, align: 'right', dataIndex: 'reached' },
                  { title: '达到目标', width: 110, align: 'right', dataIndex: 'rate' },
                  {
                    title: '状态',
                    width: 110,
                    render: (_, row) => <Tag color={targetStates[row.state]?.colour}>{targetStates[row.state]?.word}</Tag>,
                  },
                ]}
              />
            )}
          </Card>
        </Flex>
      )}
    </Loaded>
  );
}
