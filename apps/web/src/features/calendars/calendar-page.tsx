import { Alert, Card, DatePicker, Flex, Form, InputNumber, Select, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useCalendars, useCountedDay, type CountInput } from '../../api/policy-queries';
import { dayWords, instantWords } from '../../ui/format';
import { Loaded, Page } from '../../ui/page';
import { CalendarLoading } from './calendar-loading';
import { YearView } from './year-view';

/** 工作日历: what days are off and worked, the versions, the loading of a year, and counting by it. */
export function CalendarPage() {
  const calendars = useCalendars();
  return (
    <Loaded query={calendars}>
      {({ items, actions }) => {
        const [newest] = items;
        return (
          <Page title="工作日历">
            {newest && (
              <Alert
                type="info"
                showIcon
                title={`现用第${newest.version}版，已载入${newest.firstYear}年至${newest.publishedThrough}年的放假和补班安排`}
                description={`${newest.publishedThrough + 1}年及以后的期限按周一至周五暂定，安排公布并载入后重新计算，逐项列出变动。`}
              />
            )}
            <Counting />
            {newest && <YearView firstYear={newest.firstYear} lastYear={newest.publishedThrough + 1} />}
            {actions.includes('load') && <CalendarLoading nextYear={(newest?.publishedThrough ?? 0) + 1} />}
            <Card title="历次版本" size="small" styles={{ body: { padding: 0 } }}>
              <Table
                rowKey="id"
                size="small"
                pagination={false}
                dataSource={items}
                columns={[
                  { title: '版本', width: 100, render: (_, each) => `第${each.version}版` },
                  { title: '名称', width: 200, dataIndex: 'name' },
                  { title: '年份', width: 180, render: (_, each) => `${each.firstYear}年至${each.publishedThrough}年` },
                  { title: '载入', render: (_, each) => `${instantWords(each.loadedAt)}，${each.loadedBy ?? '随系统提供'}` },
                ]}
              />
            </Card>
          </Page>
        );
      }}
    </Loaded>
  );
}

const UNITS = [
  { value: 'workingDays', label: '个工作日' },
  { value: 'calendarDays', label: '个自然日' },
  { value: 'months', label: '个月' },
] as const;

/** From a day so many days on or back, each day with its reason. */
function Counting() {
  const [input, setInput] = useState<CountInput | null>(null);
  const [form] = Form.useForm<{ from?: { format: (form: string) => string }; n?: number; unit: CountInput['unit'] }>();
  const counted = useCountedDay(input);
  const read = () => {
    const { from, n, unit } = form.getFieldsValue();
    setInput(
      from === undefined || from === null || n === undefined || n === null ? null : { from: from.format('YYYY-MM-DD'), n, unit },
    );
  };
  return (
    <Card title="推算期限" size="small">
      <Form form={form} layout="inline" initialValues={{ n: 5, unit: 'workingDays' }} onValuesChange={read}>
        <Form.Item name="from" label="自">
          <DatePicker placeholder="起算日" />
        </Form.Item>
        <Form.Item name="n" label="起" extra="负数为往前推">
          <InputNumber min={-2000} max={2000} precision={0} style={{ width: 90 }} />
        </Form.Item>
        <Form.Item name="unit">
          <Select options={[...UNITS]} style={{ width: 120 }} />
        </Form.Item>
      </Form>
      {input !== null && (
        <Loaded query={counted}>
          {({ date, provisional, sentence, explain }) => (
            <Flex vertical gap={8} style={{ marginTop: 12 }}>
              <Typography.Text strong>
                {dayWords(date)} {provisional && <Tag color="warning">暂定</Tag>}
              </Typography.Text>
              <Typography.Text type="secondary">{sentence}</Typography.Text>
              <Flex gap={4} wrap>
                {explain.slice(0, 60).map((day) => (
                  <Tag key={day.date} color={day.counted ? 'processing' : 'default'} style={{ margin: 0 }}>
                    {Number(day.date.slice(5, 7))}/{Number(day.date.slice(8))} {day.name ?? ''}
                    {day.why}
                  </Tag>
                ))}
                {explain.length > 60 && <Typography.Text type="secondary">……共{explain.length}天</Typography.Text>}
              </Flex>
            </Flex>
          )}
        </Loaded>
      )}
    </Card>
  );
}
