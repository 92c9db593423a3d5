import { Card, Flex, Table, Tag, Typography } from 'antd';
import type { Difference, Import } from './import-shapes';

/** What the file says otherwise than the plan: new, changed with the old and the new words, and vanished. */
export function DifferenceCard({ read, difference }: { read: Import; difference: Difference }) {
  const rowByKey = new Map(read.rows.map((row) => [row.key, row]));
  const lines = [
    ...difference.changed.map((each) => ({ key: each.key, kind: 'changed' as const, title: rowByKey.get(each.key)?.title ?? '', fields: each.fields })),
    ...difference.added.map((key) => ({ key, kind: 'added' as const, title: rowByKey.get(key)?.title ?? '', fields: [] })),
    ...difference.vanished.map((each) => ({ key: each.taskId, kind: 'vanished' as const, title: each.title, fields: [] })),
  ]; // prettier-ignore
  return (
    <Card
      title={`与“${difference.planTitle}”比较：${difference.summary}`}
      styles={{ body: { padding: lines.length > 0 ? 0 : 16 } }}
    >
      {lines.length === 0 ? (
        <Typography.Text>这份文件与计划的内容一致。</Typography.Text>
      ) : (
        <Table
          rowKey="key"
          size="small"
          pagination={lines.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
          dataSource={lines}
          columns={[
            { title: '情况', width: 90, render: (_, line) => <Tag color={COLOURS[line.kind]}>{KINDS[line.kind]}</Tag> },
            { title: '任务', width: '32%', dataIndex: 'title' },
            {
              title: '改动',
              render: (_, line) => (
                <Flex vertical gap={4}>
                  {line.fields.map((field) => (
                    <span key={field.field}>
                      {field.field}：<Typography.Text delete>{field.from || '（空）'}</Typography.Text> →{' '}
                      <Typography.Text strong>{field.to || '（空）'}</Typography.Text>
                    </span>
                  ))}
                </Flex>
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}

const KINDS = { added: '新增', changed: '有改动', vanished: '文件中没有' };
const COLOURS = { added: 'success', changed: 'processing', vanished: 'warning' };
