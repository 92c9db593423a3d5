import { Flex, Table, Tag, Typography } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { instrumentKinds, rectificationStandings, word } from '../../i18n/zh-CN';
import { FileList } from '../../ui/files';
import { dayWords, instantWords } from '../../ui/format';
import { RectificationDeeds } from './rectification-deeds';

type Line = Schemas['Rectification'];

const COLOURS: Readonly<Record<Line['standing'], string>> = {
  underWay: 'processing',
  late: 'error',
  continuing: 'default',
  rectified: 'warning',
  struckOff: 'success',
};

export function RectificationTable({ lines, isOfOneSource = false }: { lines: readonly Line[]; isOfOneSource?: boolean }) {
  return (
    <Table
      rowKey="id"
      size="middle"
      pagination={false}
      dataSource={lines}
      scroll={{ x: isOfOneSource ? 860 : 1080 }}
      columns={[
        ...(isOfOneSource
          ? []
          : [
              {
                title: '问题来源',
                width: 170,
                render: (_: unknown, line: Line) => (
                  <Flex vertical>
                    <span>{line.sourceKind === 'handMade' ? '自行排查' : word(instrumentKinds, line.sourceKind)}</span>
                    {line.sourceId ? (
                      <Link to={`/instruments/${line.sourceId}`}>{line.reference || '查看文书'}</Link>
                    ) : (
                      <Typography.Text type="secondary">{line.reference}</Typography.Text>
                    )}
                  </Flex>
                ),
              },
            ]),
        { title: '责任单位', width: 150, render: (_, line) => `${line.unitName}${line.owner ? `（${line.owner}）` : ''}` },
        {
          title: '存在问题',
          width: 280,
          render: (_, line) => (
            <Flex vertical gap={2}>
              <span className="prewrap">{line.problem}</span>
              {line.reopenedFromId && (
                <Tag color="volcano" style={{ alignSelf: 'start' }}>
                  反弹，重新立案
                </Tag>
              )}
              {line.goal && <Typography.Text type="secondary">目标：{line.goal}</Typography.Text>}
            </Flex>
          ),
        },
        {
          title: '整改措施和佐证',
          render: (_, line) => (
            <Flex vertical gap={2}>
              <span className="prewrap">{line.measure || '—'}</span>
              <FileList files={line.evidence} />
              {line.checkText && <Typography.Text type="secondary">核查意见：{line.checkText}</Typography.Text>}
            </Flex>
          ),
        },
        {
          title: '时限',
          width: 130,
          render: (_, line) => (line.nature === 'continuing' ? '长期' : dayWords(line.dueOn) || '—'),
        },
        {
          title: '状态',
          width: 170,
          render: (_, line) => (
            <Flex vertical gap={2}>
              <Tag color={COLOURS[line.standing]} style={{ alignSelf: 'start' }}>
                {word(rectificationStandings, line.standing)}
              </Tag>
              {line.struckOffAt && (
                <Typography.Text type="secondary">
                  {line.struckOffBy} {instantWords(line.struckOffAt)}
                </Typography.Text>
              )}
              {line.doneAt && !line.struckOffAt && (
                <Typography.Text type="secondary">
                  {line.doneBy} {instantWords(line.doneAt)}报完成
                </Typography.Text>
              )}
            </Flex>
          ),
        },
        {
          title: '',
          width: 110,
          render: (_, line) => (line.actions.length > 0 ? <RectificationDeeds line={line} /> : null),
        },
      ]}
    />
  );
}
