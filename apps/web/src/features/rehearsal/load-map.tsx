import { Flex, Switch, Table, Typography } from 'antd';
import { useMemo, useState } from 'react';
import type { Schemas } from '../../api/client';
import { dayWords } from '../../ui/format';
import { Nothing } from '../../ui/page';

type Rehearsal = Schemas['Rehearsal'];
type Load = Rehearsal['load'][number];

const SHADES = ['#ffffff', '#e8f1fb', '#c6ddf5', '#93bdea', '#f7c97f', '#f39a4a', '#d9483b'];

/** How full a cell is, against the fullest of all. */
const shade = (total: number, most: number): string =>
  total === 0
    ? (SHADES[0] ?? '')
    : (SHADES[Math.min(SHADES.length - 1, Math.max(1, Math.ceil((total / most) * (SHADES.length - 1))))] ?? '');

/** Deadlines by unit and week as a heat map, the most burdened unit first; below it the fullest weeks in words. */
export function LoadMap({ rehearsal }: { rehearsal: Rehearsal }) {
  const [withReceipts, setWithReceipts] = useState(true);
  const { weeks, units } = rehearsal;
  const cells = useMemo(() => {
    const found = new Map<string, Load & { readonly shown: number }>();
    for (const load of rehearsal.load) {
      found.set(`${load.unitId} ${load.weekFrom}`, { ...load, shown: withReceipts ? load.total : load.total - load.receipt });
    }
    return found;
  }, [rehearsal.load, withReceipts]);
  const most = Math.max(1, ...[...cells.values()].map((cell) => cell.shown));
  const fullest = [...cells.values()].sort((a, b) => b.shown - a.shown || (a.weekFrom < b.weekFrom ? -1 : 1)).slice(0, 12);
  if (units.length === 0) return <Nothing text="没有应办事项" />;
  return (
    <Flex vertical gap={16}>
      <Flex gap={16} align="center" wrap>
        <Flex gap={8} align="center">
          <Switch size="small" checked={withReceipts} onChange={setWithReceipts} aria-label="计入签收" />
          计入签收
        </Flex>
        <Flex gap={4} align="center">
          少
          {SHADES.slice(1).map((colour) => (
            <span key={colour} style={{ width: 22, height: 14, background: colour, border: '1px solid #e5e8ee' }} />
          ))}
          多（最多{most}件）
        </Flex>
        <Typography.Text type="secondary">每列为一周，标注周一的日期；格中为该单位当周到期的事项数。</Typography.Text>
      </Flex>
      <div style={{ overflow: 'auto', maxHeight: 560, border: '1px solid #e5e8ee', background: '#fff' }}>
        <table style={{ borderCollapse: 'separate', borderSpacing: 1, fontSize: 12 }}>
          <thead>
            <tr>
              <th style={{ ...HEAD, left: 0, zIndex: 3, minWidth: 150, textAlign: 'start' }}>单位</th>
              <th style={HEAD}>合计</th>
              {weeks.map((week) => (
                <th key={week} style={HEAD} title={dayWords(week)}>
                  {Number(week.slice(5, 7))}/{Number(week.slice(8))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {units.map((unit) => (
              <tr key={unit.id}>
                <td
                  style={{ position: 'sticky', left: 0, background: '#fff', zIndex: 1, padding: '2px 8px', whiteSpace: 'nowrap' }}
                >
                  {unit.name}
                </td>
                <td style={{ textAlign: 'center', padding: '2px 6px' }}>{unit.total}</td>
                {weeks.map((week) => {
                  const cell = cells.get(`${unit.id} ${week}`);
                  return <Cell key={week} cell={cell} most={most} />;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Table
        rowKey={(cell) => `${cell.unitId}${cell.weekFrom}`}
        size="small"
        pagination={false}
        dataSource={fullest}
        columns={[
          { title: '最密集的周（周一）', width: 170, render: (_, cell) => dayWords(cell.weekFrom) },
          { title: '单位', dataIndex: 'unitName' },
          { title: '合计', width: 90, render: (_, cell) => `${cell.total}件` },
          { title: '办结', width: 90, dataIndex: 'completion' },
          { title: '填报', width: 90, dataIndex: 'periodReport' },
          { title: '签收', width: 90, dataIndex: 'receipt' },
          { title: '文书环节', width: 100, dataIndex: 'other' },
        ]}
      />
    </Flex>
  );
}

const HEAD = {
  position: 'sticky',
  top: 0,
  background: '#f4f6f9',
  zIndex: 2,
  padding: '4px 4px',
  fontWeight: 500,
  minWidth: 34,
} as const;

function Cell({ cell, most }: { cell: (Load & { readonly shown: number }) | undefined; most: number }) {
  const shown = cell?.shown ?? 0;
  const title =
    cell &&
    `${cell.unitName}，${dayWords(cell.weekFrom)}起一周：办结${cell.completion}、填报${cell.periodReport}、签收${cell.receipt}、文书环节${cell.other}`;
  const background = shade(shown, most);
  return (
    <td
      title={title}
      style={{ background, textAlign: 'center', height: 24, color: background === SHADES.at(-1) ? '#fff' : '#1f2937' }}
    >
      {shown === 0 ? '' : shown}
    </td>
  );
}
