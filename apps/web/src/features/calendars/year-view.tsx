import { Card, Flex, InputNumber, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useCalendarYear } from '../../api/policy-queries';
import { Loaded } from '../../ui/page';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];
const STYLES = {
  off: { background: '#fde7e7', color: '#b42318', fontWeight: 600 },
  work: { background: '#e3f0fd', color: '#1d4f91', fontWeight: 600 },
  weekend: { color: '#98a2b3' },
  workday: {},
};

/** A year as a wall calendar: days off, days worked on a weekend, and the week. */
export function YearView({ firstYear, lastYear }: { readonly firstYear: number; readonly lastYear: number }) {
  const [year, setYear] = useState(lastYear - 1);
  const found = useCalendarYear(year);
  return (
    <Card
      size="small"
      title={
        <Flex gap={8} align="center">
          年历
          <InputNumber
            aria-label="年份"
            min={firstYear}
            max={lastYear}
            value={year}
            onChange={(value) => setYear(value ?? year)}
          />
          <Tag style={{ ...STYLES.off, margin: 0 }}>放假</Tag>
          <Tag style={{ ...STYLES.work, margin: 0 }}>补班</Tag>
        </Flex>
      }
    >
      <Loaded query={found}>
        {({ days, isPublished }) => {
          const special = new Map(days.map((day) => [day.date, day]));
          return (
            <Flex vertical gap={12}>
              {!isPublished && <Typography.Text type="warning">{year}年的放假安排尚未载入，暂按周一至周五计算</Typography.Text>}
              <Flex gap={20} wrap>
                {Array.from({ length: 12 }, (_, index) => (
                  <Month key={index} year={year} month={index + 1} special={special} />
                ))}
              </Flex>
            </Flex>
          );
        }}
      </Loaded>
    </Card>
  );
}

interface MonthProps {
  readonly year: number;
  readonly month: number;
  readonly special: ReadonlyMap<string, { readonly kind: 'off' | 'work'; readonly name: string }>;
}

function Month({ year, month, special }: MonthProps) {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const cells = [...Array.from({ length: before }, () => 0), ...Array.from({ length }, (_, index) => index + 1)];
  return (
    <div style={{ width: 224 }}>
      <Typography.Text strong>{month}月</Typography.Text>
      <div
        style={{ display: 'grid', gridTemplateColumns: 'repeat(7, 32px)', fontSize: 13, lineHeight: '26px', textAlign: 'center' }}
      >
        {WEEKDAYS.map((day) => (
          <span key={day} style={{ color: '#98a2b3' }}>
            {day}
          </span>
        ))}
        {cells.map((day, index) => {
          const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          const found = special.get(date);
          const kind = found?.kind ?? (index % 7 >= 5 ? 'weekend' : 'workday');
          return (
            <span
              key={index}
              title={found ? `${found.name}${found.kind === 'off' ? '放假' : '补班'}` : undefined}
              style={{ borderRadius: 4, ...STYLES[kind] }}
            >
              {day === 0 ? '' : day}
            </span>
          );
        })}
      </div>
    </div>
  );
}
