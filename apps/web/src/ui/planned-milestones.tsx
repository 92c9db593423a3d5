import { Typography } from 'antd';
import type { Schemas } from '../api/client';
import { dayWords } from './format';

/** The 阶段节点 of a plan's task, a line each. */
export function PlannedMilestones({ milestones }: { milestones: readonly Schemas['PlanMilestone'][] }) {
  return milestones.map((each) => (
    <Typography.Text key={`${each.name}${each.unitId ?? ''}`} type="secondary">
      节点：{dayWords(each.dueOn)}
      {each.name}
    </Typography.Text>
  ));
}
