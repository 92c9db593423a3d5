import { Button, Card, Flex, Input, InputNumber, Select, Table, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useInstruments, useLedgerUnits, type InstrumentFilter } from '../../api/queries';
import { instrumentKinds, instrumentStates, word } from '../../i18n/zh-CN';
import { instantWords } from '../../ui/format';
import { Loaded, Nothing, Page } from '../../ui/page';

const STATES = ['draft', 'submitted', 'running', 'closed', 'refused', 'withdrawn', 'merged', 'ended'];

export function InstrumentsPage() {
  const [filter, setFilter] = useState<InstrumentFilter>({});
  const instruments = useInstruments(filter);
  const first = instruments.data?.pages[0];
  return (
    <Page
      title="督办文书"
      extra={
        <>
          {first?.mayEditLayouts && (
            <Link to="/instruments/layouts">
              <Button>文书式样</Button>
            </Link>
          )}
          {first?.mayOpen && (
            <>
              <Link to="/instruments/new?origin=incoming">
                <Button>登记来文</Button>
              </Link>
              <Link to="/instruments/bulletins/new">
                <Button>起草通报</Button>
              </Link>
              <Link to="/instruments/new">
                <Button type="primary">起草文书</Button>
              </Link>
            </>
          )}
        </>
      }
    >
      <Filters filter={filter} onChange={setFilter} />
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
                    { title: '文号', width: 190, render: (_, each) => each.number ?? '—' },
                    { title: '标题', render: (_, each) => <Link to={`/instruments/${each.id}`}>{each.title}</Link> },
                    {
                      title: '对象单位',
                      width: 260,
                      render: (_, each) =>
                        each.units.length > 4
                          ? `${each.units.slice(0, 4).join('、')}等${each.units.length}个单位`
                          : each.units.join('、'),
                    },
                    { title: '事项', width: 70, render: (_, each) => (each.items > 0 ? `${each.items}项` : '—') },
                    { title: '状态', width: 110, render: (_, each) => word(instrumentStates, each.state) },
                    { title: '签发（收文）时间', width: 180, render: (_, each) => instantWords(each.issuedAt) || '—' },
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

function Filters({ filter, onChange }: { filter: InstrumentFilter; onChange: (filter: InstrumentFilter) => void }) {
  const units = useLedgerUnits();
  const kinds = Object.entries(instrumentKinds).map(([value, label]) => ({ value, label }));
  return (
    <Flex gap={12} wrap>
      <Select
        allowClear
        placeholder="全部种类"
        style={{ width: 170 }}
        options={kinds}
        value={filter.kind}
        onChange={(kind?: string) => onChange({ ...filter, kind })}
      />
      <Select
        allowClear
        placeholder="在办和办结"
        style={{ width: 130 }}
        options={[
          { value: 'open', label: '在办' },
          { value: 'closed', label: '已办结' },
        ]}
        onChange={(value?: string) => onChange({ ...filter, isOpen: value === undefined ? undefined : value === 'open' })}
      />
      <Select
        allowClear
        placeholder="全部状态"
        style={{ width: 130 }}
        options={STATES.map((value) => ({ value, label: word(instrumentStates, value) }))}
        value={filter.state}
        onChange={(state?: string) => onChange({ ...filter, state })}
      />
      <Select
        allowClear
        showSearch
        optionFilterProp="label"
        placeholder="全部单位"
        style={{ width: 200 }}
        options={(units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))}
        value={filter.unitId}
        onChange={(unitId?: string) => onChange({ ...filter, unitId })}
      />
      <InputNumber
        placeholder="年度"
        style={{ width: 96 }}
        min={2000}
        max={2100}
        value={filter.year ?? null}
        onChange={(year) => onChange({ ...filter, year: year ?? undefined })}
      />
      <Input.Search
        allowClear
        placeholder="标题、文号、事项"
        style={{ width: 240 }}
        onSearch={(text) => onChange({ ...filter, text: text.trim() === '' ? undefined : text.trim() })}
      />
    </Flex>
  );
}
