import { Button, Card, Flex, Input, Select } from 'antd';
import { useState } from 'react';
import { useLedgerUnits, usePlans, useRectifications, type RectificationFilter } from '../../api/queries';
import { instrumentKinds, rectificationStandings } from '../../i18n/zh-CN';
import { Loaded, Nothing, Page } from '../../ui/page';
import { NewRectification } from './new-rectification';
import { RectificationTable } from './rectification-table';

const SOURCES = { handMade: '自行排查', ...instrumentKinds };

/** 整改问题清单: every problem from every source, with who mends it, by when, and who struck it off. */
export function RectificationsPage() {
  const [filter, setFilter] = useState<RectificationFilter>({});
  const lines = useRectifications(filter);
  const units = useLedgerUnits();
  const plans = usePlans();
  const first = lines.data?.pages[0];
  const query = new URLSearchParams(Object.entries(filter).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])));
  return (
    <Page
      title="整改问题清单"
      extra={
        <>
          <a href={`/api/rectifications/export?${query.toString()}`} download>
            <Button>导出表格</Button>
          </a>
          {first?.mayAdd && <NewRectification />}
        </>
      }
    >
      <Flex gap={12} wrap>
        <Select
          allowClear
          placeholder="全部来源"
          style={{ width: 160 }}
          options={Object.entries(SOURCES).map(([value, label]) => ({ value, label }))}
          onChange={(sourceKind?: string) => setFilter({ ...filter, sourceKind })}
        />
        <Select
          allowClear
          showSearch
          optionFilterProp="label"
          placeholder="全部单位"
          style={{ width: 200 }}
          options={(units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))}
          onChange={(unitId?: string) => setFilter({ ...filter, unitId })}
        />
        <Select
          allowClear
          placeholder="全部计划"
          style={{ width: 260 }}
          options={(plans.data?.items ?? []).map((plan) => ({ value: plan.id, label: plan.title }))}
          onChange={(planId?: string) => setFilter({ ...filter, planId })}
        />
        <Input.Search
          allowClear
          placeholder="问题、措施、责任人"
          style={{ width: 220 }}
          onSearch={(text) => setFilter({ ...filter, text: text.trim() === '' ? undefined : text.trim() })}
        />
      </Flex>
      {first && (
        <Flex gap={8} wrap>
          {Object.entries(rectificationStandings).map(([standing, label]) => (
            <Button
              key={standing}
              type={filter.standing === standing ? 'primary' : 'default'}
              danger={standing === 'late' && first.counts.late > 0}
              onClick={() =>
                setFilter({
                  ...filter,
                  standing: filter.standing === standing ? undefined : (standing as RectificationFilter['standing']),
                })
              }
            >
              {label} {first.counts[standing as keyof typeof first.counts]}
            </Button>
          ))}
        </Flex>
      )}
      <Loaded query={lines}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return (
            <Card styles={{ body: { padding: items.length > 0 ? 0 : 24 } }}>
              {items.length === 0 ? <Nothing text="没有符合条件的整改问题" /> : <RectificationTable lines={items} />}
              {lines.hasNextPage && (
                <Button type="link" loading={lines.isFetchingNextPage} onClick={() => void lines.fetchNextPage()}>
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
