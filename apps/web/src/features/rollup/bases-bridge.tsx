import { Col, Flex, Row, Statistic, Typography } from 'antd';
import type { Schemas } from '../../api/client';

/** 按任务 and 按单位 side by side, and how the one number becomes the other. */
export function BasesBridge({ bases }: { bases: Schemas['TwoBases'] }) {
  const { byTask, byUnit, bridge } = bases;
  const sizes = bridge.bySize
    .map((size) =>
      size.units === 1 ? `1个单位承担的${size.tasks}项` : `${size.units}个单位共同承担的${size.tasks}项（计${size.shares}项次）`,
    )
    .join('，');
  return (
    <Flex vertical gap={8}>
      <Row gutter={[24, 12]}>
        <Col xs={24} sm={12}>
          <Statistic title={`按任务（全部责任单位销号才算完成）：${byTask.done} / ${byTask.total}项`} value={byTask.rate} />
        </Col>
        <Col xs={24} sm={12}>
          <Statistic title={`按单位（每个单位承担的一项计一项次）：${byUnit.done} / ${byUnit.total}项次`} value={byUnit.rate} />
        </Col>
      </Row>
      {byTask.total > 0 && (
        <Typography.Text type="secondary">
          两个口径的关系：{byTask.total}项任务中，{sizes}，共{byUnit.total}项次，比任务数多{bridge.further}。已完成的{byUnit.done}
          项次中，{bridge.sharesOfDoneTasks}项次属于已全部完成的任务，{bridge.doneSharesOfOpenTasks}
          项次属于其他单位还没有完成的任务。 长期坚持和只配合的不计入完成率；比率四舍五入保留一位小数，未全部完成不写100%。
        </Typography.Text>
      )}
    </Flex>
  );
}
