import { Flex, List, Table, Tag, Typography } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';

type Book = Schemas['ReportBook'];
type Clause = Book['completeness']['clauses'][number];

/** The plan's clauses beside the tasks and the report: nothing asked for is forgotten, nothing reported was not asked for. */
export function CompletenessTab({ book }: { book: Book }) {
  const { clauses, tasksWithoutClause } = book.completeness;
  const noTask = clauses.filter((each) => each.tasks === 0).length;
  const silent = clauses.filter((each) => !each.answered).length;
  return (
    <Flex vertical gap={12}>
      <Typography.Text>
        要点{clauses.length}条，其中没有任务的{noTask}条，报告没有回应的{silent}条；没有要点依据的任务{tasksWithoutClause.length}
        项。
      </Typography.Text>
      <Table<Clause>
        rowKey="pointId"
        size="small"
        bordered
        pagination={false}
        dataSource={clauses}
        onRow={(each) => (each.tasks === 0 || !each.answered ? { style: { background: '#fff7e6' } } : {})}
        columns={[
          { title: '章节', dataIndex: 'chapter', width: 220 },
          { title: '要点', render: (_, each) => each.label + each.heading },
          {
            title: '任务',
            width: 140,
            render: (_, each) =>
              each.tasks === 0 ? <Tag color="red">没有任务</Tag> : `${each.tasks}项，已填报${each.reported}项`,
          },
          {
            title: '报告',
            width: 120,
            render: (_, each) => (each.answered ? <Tag color="green">已回应</Tag> : <Tag color="red">没有回应</Tag>),
          },
        ]}
      />
      {tasksWithoutClause.length > 0 && (
        <List
          header={<Typography.Text strong>结转到本计划、没有要点依据的任务</Typography.Text>}
          size="small"
          bordered
          dataSource={tasksWithoutClause}
          renderItem={(task) => (
            <List.Item>
              <Link to={`/tasks/${task.id}`}>{task.title}</Link>
              <Typography.Text type="secondary">{task.plan}</Typography.Text>
            </List.Item>
          )}
        />
      )}
    </Flex>
  );
}
