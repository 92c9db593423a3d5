import { Button, Card, Flex, Select, Table, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useInstruments, type InstrumentFilter } from '../../api/queries';
import { instrumentKinds, instrumentStates, word } from '../../i18n/zh-CN';
import { instantWords } from '../../ui/format';
import { Loaded, Nothing, Page } from '../../ui/page';

export function InstrumentsPage() {
  const [filter, setFilter] = useState<InstrumentFilter>({});
  const instruments = useInstruments(filter);
  const kinds = Object.entries(instrumentKinds).map(([value, label]) => ({ value, label }));
  return (
    <Page title="督办文书">
      <Flex gap={12} wrap>
        <Select
          allowClear
          placeholder="全部种类"
          style={{ width: 180 }}
          options={kinds}
          value={filter.kind}
          onChange={(kind?: string) => setFilter({ ...filter, kind })}
        />
        <Select
          allowClear
          placeholder="在办和办结"
          style={{ width: 150 }}
          options={[
            { value: 'open', label: '在办' },
            { value: 'closed', label: '已办结' },
          ]}
          onChange={(value?: string) => setFilter({ ...filter, isOpen: value === undefined ? undefined : value === 'open' })}
        />
      </Flex>
      <Loaded query={instruments}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return (
            <Card styles={{ body: { padding: items.length > 0 ? 0 : 24 } }}>
              {items.length === 0 ? (
                <Nothing text="没有符合条件的督办文书" />
              ) : (
                <Table
                  rowKey="id"
                  dataSource={items}
                  pagination={false}
                  columns={[
                    { title: '种类', width: 130, render: (_, each) => <Tag>{word(instrumentKinds, each.kind)}</Tag> },
                    { title: '文号', width: 170, render: (_, each) => each.number ?? '—' },
                    { title: '标题', render: (_, each) => <Link to={`/instruments/${each.id}`}>{each.title}</Link> },
                    {
                      title: '被督办单位',
                      width: 260,
                      render: (_, each) =>
                        each.units.length > 4
                          ? `${each.units.slice(0, 4).join('、')}等${each.units.length}个单位`
                          : each.units.join('、'),
                    },
                    { title: '事项', width: 70, render: (_, each) => `${each.items}项` },
                    { title: '状态', width: 110, render: (_, each) => word(instrumentStates, each.state) },
                    { title: '签发时间', width: 180, render: (_, each) => instantWords(each.issuedAt) || '—' },
                  ]}
                />
              )}
              {instruments.hasNextPage && (
                <Button type="link" loading={instruments.isFetchingNextPage} onClick={() => void instruments.fetchNextPage()}>
                  显示更多
                </Button>
              )}
            </Card>
          );
        }}
      </Loaded>
    </Page>
  );
}
