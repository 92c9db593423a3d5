import { Flex, Input, Switch, Table, Tag, Typography } from 'antd';
import { useMemo, useState } from 'react';
import type { Schemas } from '../../api/client';
import { dayWords } from '../../ui/format';
import { Nothing } from '../../ui/page';

type Day = Schemas['RehearsedDay'];
type Telling = Day['tellings'][number];

/** Day by day: what is sent or opened, for which unit, about what, and who is told. */
export function DaysView({ days }: { readonly days: readonly Day[] }) {
  const [unit, setUnit] = useState('');
  const [papersOnly, setPapersOnly] = useState(false);
  const shown = useMemo(
    () =>
      days
        .map((day) => ({
          ...day,
          tellings: day.tellings.filter((each) => each.unitName.includes(unit.trim()) && (!papersOnly || each.paper !== null)),
        }))
        .filter((day) => day.tellings.length > 0),
    [days, unit, papersOnly],
  );
  return (
    <Flex vertical gap={12}>
      <Flex gap={16} align="center" wrap>
        <Input
          allowClear
          placeholder="只看某个单位"
          style={{ width: 240 }}
          value={unit}
          onChange={({ target }) => setUnit(target.value)}
        />
        <Flex gap={8} align="center">
          <Switch size="small" checked={papersOnly} onChange={setPapersOnly} aria-label="只看文书" />
          只看出文书的步骤
        </Flex>
      </Flex>
      {shown.length === 0 ? (
        <Nothing text="没有符合条件的日子" />
      ) : (
        <Table
          rowKey="on"
          size="small"
          dataSource={shown}
          pagination={shown.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
          expandable={{ expandedRowRender: (day) => <Tellings tellings={day.tellings} /> }}
          columns={[
            {
              title: '日期',
              width: 220,
              render: (_, day) => (
                <Flex gap={6} align="center">
                  {dayWords(day.on)}
                  {!day.isWorkingDay && <Tag color="warning">休息日</Tag>}
                  {day.isProvisional && <Tag>暂定</Tag>}
                </Flex>
              ),
            },
            { title: '次数', width: 80, render: (_, day) => day.tellings.length },
            { title: '内容', render: (_, day) => <Summary tellings={day.tellings} /> },
          ]}
        />
      )}
    </Flex>
  );
}

/** 催办 3个单位, 约谈 1个单位. */
function Summary({ tellings }: { readonly tellings: readonly Telling[] }) {
  const rungs = new Map<string, { name: string; units: Set<string>; callsIn: boolean; isPaper: boolean }>();
  for (const each of tellings) {
    const rung = rungs.get(each.rungKey) ?? {
      name: each.rungName,
      units: new Set<string>(),
      callsIn: each.callsIn,
      isPaper: each.paper !== null,
    };
    rung.units.add(each.unitName);
    rungs.set(each.rungKey, rung);
  }
  return (
    <Flex gap={6} wrap>
      {[...rungs].map(([key, rung]) => (
        <Tag key={key} color={rung.callsIn ? 'red' : rung.isPaper ? 'orange' : 'default'} style={{ margin: 0 }}>
          {rung.name}：{rung.units.size === 1 ? [...rung.units][0] : `${rung.units.size}个单位`}
        </Tag>
      ))}
    </Flex>
  );
}

function Tellings({ tellings }: { readonly tellings: readonly Telling[] }) {
  return (
    <Table
      rowKey={(each) => tellings.indexOf(each).toString()}
      size="small"
      pagination={false}
      dataSource={[...tellings]}
      columns={[
        { title: '时间', width: 70, dataIndex: 'at' },
        { title: '步骤', width: 200, dataIndex: 'rungName' },
        { title: '单位', width: 180, dataIndex: 'unitName' },
        {
          title: '事项',
          render: (_, each) => (
            <Flex vertical>
              {each.tasks.slice(0, 3).map((task) => (
                <span key={task}>{task}</span>
              ))}
              {each.tasks.length > 3 && <Typography.Text type="secondary">等{each.tasks.length}项</Typography.Text>}
              {(each.tasks.length === 0 || each.about.length > 0) && (
                <Typography.Text type="secondary">{[each.kind, ...each.about].join(' · ')}</Typography.Text>
              )}
            </Flex>
          ),
        },
        {
          title: '告知谁',
          width: 300,
          render: (_, each) => (each.inCase ? '已在办理中的同类文书内，不另出' : each.receivers.join('、')),
        },
      ]}
    />
  );
}
