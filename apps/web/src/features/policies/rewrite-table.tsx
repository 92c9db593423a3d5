import { Table, Tag } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { instantWords } from '../../ui/format';
import { Nothing } from '../../ui/page';

export const JOB_KINDS: Record<string, string> = { policyChange: '计划更换制度', calendarChange: '工作日历更新' };
const STATES: Record<string, { text: string; colour: string }> = {
  waiting: { text: '等待处理', colour: 'default' },
  running: { text: '正在处理', colour: 'processing' },
  done: { text: '处理完毕', colour: 'success' },
};

export const JobState = ({ state }: { readonly state: string }) => (
  <Tag color={STATES[state]?.colour ?? 'default'}>{STATES[state]?.text ?? state}</Tag>
);

/** The rewriting jobs, the newest first; each opens its exact list. */
export function RewriteTable({ jobs }: { readonly jobs: readonly Schemas['RewriteJob'][] }) {
  if (jobs.length === 0) return <Nothing text="还没有因制度或日历变化而调整过" />;
  return (
    <Table
      rowKey="id"
      size="small"
      pagination={jobs.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
      dataSource={[...jobs]}
      columns={[
        {
          title: '事由',
          width: 160,
          render: (_, job) => <Link to={`/rewrites/${job.id}`}>{JOB_KINDS[job.kind] ?? job.kind}</Link>,
        },
        { title: '时间', width: 200, render: (_, job) => instantWords(job.madeAt) },
        { title: '进度', width: 110, render: (_, job) => <JobState state={job.state} /> },
        { title: '涉及事项', width: 100, render: (_, job) => `${job.rewritten}项` },
        { title: '期限变更', width: 100, render: (_, job) => `${job.moved}项` },
        { title: '待确认', width: 90, render: (_, job) => (job.waiting > 0 ? <Tag color="warning">{job.waiting}项</Tag> : '—') },
        { title: '未能处理', width: 90, render: (_, job) => (job.failed > 0 ? <Tag color="error">{job.failed}项</Tag> : '—') },
      ]}
    />
  );
}
