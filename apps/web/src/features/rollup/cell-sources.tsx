import { Button, Drawer, Flex, Table, Tag, Typography } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { leftOutWords, word } from '../../i18n/zh-CN';
import { instantWords, periodWords } from '../../ui/format';
import { Loaded } from '../../ui/page';
import { placeWords } from './place-words';
import { useCellSources, type RollUpAsk, type SourcesAsk } from './roll-up-queries';

type Cell = Schemas['RollUpCell'];

interface Props {
  readonly planId: string;
  readonly ask: RollUpAsk;
  readonly cell: Cell;
  readonly onClose: () => void;
}

/** The rows that a cell is the sum of, and those beside them that do not count, each with the reason. */
export function CellSources({ planId, ask, cell, onClose }: Props) {
  const sources = useCellSources(planId, narrowed(ask, cell));
  return (
    <Drawer open size={860} onClose={onClose} title={`${placeWords(cell)}：${cell.name}`}>
      <Loaded query={sources}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return (
            <Flex vertical gap={12}>
              <Typography.Text>
                计入{pages[0]?.figures ?? 0}条，合计<Typography.Text strong>{pages[0]?.shown}</Typography.Text>
              </Typography.Text>
              <Table
                rowKey="figureId"
                size="small"
                dataSource={items}
                pagination={false}
                columns={[
                  {
                    title: '任务',
                    render: (_, row) => (row.isOpen ? <Link to={`/tasks/${row.taskId}`}>{row.taskTitle}</Link> : row.taskTitle),
                  },
                  { title: '单位', width: 120, dataIndex: 'unitName' },
                  { title: '期间', width: 130, render: (_, row) => periodWords(row.period) },
                  { title: '数据', width: 130, align: 'right', dataIndex: 'shown' },
                  {
                    title: '签发',
                    width: 200,
                    render: (_, row) => (
                      <Flex vertical gap={2} align="start">
                        {row.signedAt ? `${row.signedBy ?? ''} ${instantWords(row.signedAt)}` : '—'}
                        {row.late && <Tag color="warning">迟报</Tag>}
                        {row.leftOut && <Tag>{word(leftOutWords, row.leftOut)}</Tag>}
                      </Flex>
                    ),
                  },
                ]}
              />
              {sources.hasNextPage && (
                <Button loading={sources.isFetchingNextPage} onClick={() => void sources.fetchNextPage()}>
                  显示更多
                </Button>
              )}
            </Flex>
          );
        }}
      </Loaded>
    </Drawer>
  );
}

/** The page's question narrowed to the cell's place. */
function narrowed(ask: RollUpAsk, cell: Cell): SourcesAsk {
  const by = (ask.by ?? '').split(',');
  return {
    ...ask,
    ...(cell.chapter === null ? {} : { chapter: cell.chapter }),
    ...(cell.clauseId === null ? {} : { clauseId: cell.clauseId }),
    ...(cell.taskId === null ? {} : { taskId: cell.taskId }),
    ...(cell.unitId === null ? {} : { unitId: cell.unitId }),
    ...(cell.jurisdictionId === null ? {} : { jurisdictionId: cell.jurisdictionId }),
    ...(by.includes('period') ? { period: cell.period ?? 'free' } : {}),
    name: cell.name,
    measureUnit: cell.unit,
    kind: cell.kind,
  };
}
