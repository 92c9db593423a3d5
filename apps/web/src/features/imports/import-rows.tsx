import { Button, Card, Flex, Segmented, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { cycles, roles, rowLacks, word } from '../../i18n/zh-CN';
import { dayWords } from '../../ui/format';
import { importHeaders, type Import, type ImportedRow } from './import-shapes';
import { RowForm } from './row-form';

type Correction = Schemas['RowCorrectionBody'];

/** Every row with what is unsure of it; what is wrong is mended in its place. */
export function ImportRows({ read }: { read: Import }) {
  const [shown, setShown] = useState<'all' | 'lacks' | 'doubts' | 'left'>('all');
  const correct = useCommand(
    (row: Correction, key) =>
      client.POST('/api/imports/{id}/corrections', { params: importHeaders(read, key), body: { rows: [row] } }),
    { done: '已保存' },
  );
  const lacking = read.rows.filter((row) => !row.isLeftOut && row.lacks.length > 0);
  const doubtful = read.rows.filter((row) => row.doubts.length > 0);
  const left = read.rows.filter((row) => row.isLeftOut);
  const rows = { all: read.rows, lacks: lacking, doubts: doubtful, left }[shown];
  const mayCorrect = read.actions.includes('correct');
  return (
    <Card
      title="读出的条目"
      styles={{ body: { padding: 0 } }}
      extra={
        <Segmented
          value={shown}
          onChange={setShown}
          options={[
            { value: 'all', label: `全部${read.rows.length}` },
            { value: 'lacks', label: `待补充${lacking.length}` },
            { value: 'doubts', label: `有疑问${doubtful.length}` },
            { value: 'left', label: `不导入${left.length}` },
          ]}
        />
      }
    >
      <Table
        rowKey="key"
        size="small"
        dataSource={[...rows]}
        pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        rowClassName={(row) => (row.isLeftOut ? 'left-out' : '')}
        columns={[
          { title: '序号', width: 60, dataIndex: 'number' },
          {
            title: '位置',
            width: 120,
            render: (_, row) => (
              <Flex vertical>
                <span>{row.label}</span>
                <Typography.Text type="secondary">{row.where}</Typography.Text>
              </Flex>
            ),
          },
          { title: '任务', render: (_, row) => <RowText row={row} /> },
          { title: '责任单位', width: 260, render: (_, row) => <RowShares row={row} /> },
          { title: '时限', width: 170, render: (_, row) => <RowDeadline row={row} /> },
          ...(mayCorrect
            ? [
                {
                  title: '操作',
                  width: 150,
                  render: (_: unknown, row: ImportedRow) => (
                    <Flex gap={4} wrap>
                      {!row.isPointOnly && (
                        <RowForm
                          row={row}
                          units={read.units}
                          busy={correct.isPending}
                          onSave={(fix) => correct.mutateAsync(fix)}
                        />
                      )}
                      <Button
                        size="small"
                        type="link"
                        onClick={() => correct.mutate({ ...keptFix(row), key: row.key, isLeftOut: !row.isLeftOut })}
                      >
                        {row.isLeftOut ? '恢复导入' : '不导入'}
                      </Button>
                    </Flex>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

/** What was already corrected of a row, so that leaving it out does not undo it. */
function keptFix(row: ImportedRow): Partial<Correction> {
  if (!row.isCorrected) return {};
  return {
    title: row.title,
    deliverable: row.deliverable ?? '',
    ...(row.milestones
      ? { milestones: row.milestones.map(({ unitId, ...each }) => ({ ...each, ...(unitId ? { unitId } : {}) })) }
      : {}),
    units: row.shares.flatMap(({ unitId, role }) => (unitId === null ? [] : [{ unitId, role }])),
    ...(row.deadline.kind === 'open'
      ? {}
      : {
          deadlineKind: row.deadline.kind,
          dueOn: row.deadline.dueOn ?? undefined,
          cycle: (row.deadline.cycle as Correction['cycle']) ?? undefined,
        }),
  };
}

function RowText({ row }: { row: ImportedRow }) {
  return (
    <Flex vertical gap={2}>
      {row.chapter && <Typography.Text type="secondary">{row.chapter}</Typography.Text>}
      <span>
        <strong>{row.title}</strong> {row.isPointOnly && <Tag>条目，没有任务</Tag>}
        {row.isCorrected && <Tag color="blue">已更正</Tag>}
        {row.isLeftOut && <Tag>不导入</Tag>}
        {!row.isLeftOut &&
          row.lacks.map((lack) => (
            <Tag key={lack} color="error">
              {word(rowLacks, lack)}
            </Tag>
          ))}
      </span>
      {row.text !== row.title && (
        <Typography.Paragraph type="secondary" style={{ margin: 0 }} ellipsis={{ rows: 2, expandable: true, symbol: '展开' }}>
          {row.text}
        </Typography.Paragraph>
      )}
      {row.deliverable && <Typography.Text type="secondary">成果：{row.deliverable}</Typography.Text>}
      {row.doubts.map((doubt) => (
        <Typography.Text key={doubt} type="warning">
          {doubt}
        </Typography.Text>
      ))}
    </Flex>
  );
}

function RowShares({ row }: { row: ImportedRow }) {
  return row.shares.map((share) => (
    <div key={`${share.role}:${share.name}:${share.unitId ?? ''}`}>
      <Tag>{word(roles, share.role)}</Tag>
      {share.name}
      {share.unitId === null && <Typography.Text type="danger">（待对应）</Typography.Text>}
      {share.from === 'default' && <Typography.Text type="secondary">（统一指定）</Typography.Text>}
    </div>
  ));
}

function RowDeadline({ row }: { row: ImportedRow }) {
  const { kind, dueOn, cycle, phrase, isYearEnd } = row.deadline;
  return (
    <Flex vertical>
      <span>{row.isPointOnly ? '—' : kind === 'longTerm' ? '长期坚持' : kind === 'open' ? '待填写' : dayWords(dueOn)}</span>
      {cycle && <Typography.Text type="secondary">{word(cycles, cycle)}填报</Typography.Text>}
      {phrase && <Typography.Text type="secondary">原文“{phrase}”</Typography.Text>}
      {(row.milestones ?? []).map((each) => (
        <Typography.Text key={each.name} type="secondary">
          节点：{dayWords(each.dueOn)}
          {each.name}
        </Typography.Text>
      ))}
      {isYearEnd && !phrase && <Typography.Text type="secondary">未写时限，按年底</Typography.Text>}
    </Flex>
  );
}
