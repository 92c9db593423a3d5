import { Card, Flex, Table, Tag, Typography } from 'antd';
import type { Schemas } from '../../api/client';
import { word } from '../../i18n/zh-CN';
import { dayWords, instantWords } from '../../ui/format';
import { dutyStates, rungStates } from './words';

type Duty = Schemas['ReportDuty'];

/** The report's own deadlines, with what will be or was told before and after them. */
export function Duties({ duties }: { duties: readonly Duty[] }) {
  if (duties.length === 0) return null;
  return (
    <Card size="small" title="报送期限">
      <Table<Duty>
        rowKey="edition"
        size="small"
        pagination={false}
        dataSource={duties}
        columns={[
          { title: '事项', width: 260, dataIndex: 'name' },
          { title: '期限', width: 150, render: (_, each) => dayWords(each.dueOn) },
          {
            title: '状态',
            width: 110,
            render: (_, each) => (
              <Tag color={each.isOverdue ? 'red' : each.state === 'met' ? 'green' : 'default'}>
                {each.isOverdue ? '逾期未报' : word(dutyStates, each.state)}
              </Tag>
            ),
          },
          {
            title: '提醒',
            render: (_, each) =>
              each.rungs.length === 0 ? (
                '—'
              ) : (
                <Flex vertical>
                  {each.rungs.map((rung) => (
                    <span key={rung.name}>
                      {instantWords(rung.at)} {rung.name.replace(/^年度报告/, '')}
                      <Typography.Text type="secondary">（{word(rungStates, rung.state)}）</Typography.Text>
                    </span>
                  ))}
                </Flex>
              ),
          },
        ]}
      />
    </Card>
  );
}
