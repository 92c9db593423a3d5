import { Button, Card, Checkbox, Collapse, Flex, Select, Table, Tabs, Tag, Typography } from 'antd';
import { useState } from 'react';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { columnMeanings } from '../../i18n/zh-CN';
import { importHeaders, type Import, type Sheet } from './import-shapes';

type Meaning = NonNullable<Sheet['columns'][number]['meaning']>;
type Choice = Schemas['SheetChoiceBody'];

const MEANINGS = Object.entries(columnMeanings).map(([value, label]) => ({ value: value as Meaning, label }));

/** The first rows of each sheet with what each column was taken for: a person names the header and the columns anew. */
export function SheetColumns({ read }: { read: Import }) {
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const again = useCommand(
    (sheets: readonly Choice[], key) =>
      client.POST('/api/imports/{id}/mapping', { params: importHeaders(read, key), body: { sheets: [...sheets] } }),
    { done: '已按新的列重新读取', onDone: () => setChoices({}) },
  );
  const mayMap = read.actions.includes('map');
  const isOpen = read.rows.length === 0 || read.sheets.some((each) => each.columns.some((column) => column.meaning === null));
  // Every sheet goes along: what was chosen for one before must not be forgotten when another is changed.
  const all = read.sheets.map((sheet) => choices[sheet.sheet] ?? choiceOf(sheet));
  return (
    <Collapse
      defaultActiveKey={isOpen ? ['columns'] : []}
      items={[
        {
          key: 'columns',
          label: '表头和各列的含义',
          children: (
            <Flex vertical gap={12}>
              <Tabs
                size="small"
                items={read.sheets.map((sheet) => ({
                  key: sheet.sheet,
                  label: sheet.isHidden ? `${sheet.sheet}（隐藏）` : sheet.sheet,
                  children: (
                    <SheetView
                      sheet={sheet}
                      choice={choices[sheet.sheet] ?? choiceOf(sheet)}
                      mayMap={mayMap}
                      onChange={(choice) => setChoices({ ...choices, [sheet.sheet]: choice })}
                    />
                  ),
                }))}
              />
              {mayMap && (
                <Button
                  type="primary"
                  style={{ alignSelf: 'start' }}
                  disabled={Object.keys(choices).length === 0}
                  loading={again.isPending}
                  onClick={() => again.mutate(all.filter((choice) => choice.isSkipped || choice.headerRows.length > 0))}
                >
                  按此重新读取
                </Button>
              )}
            </Flex>
          ),
        },
      ]}
    />
  );
}

const choiceOf = (sheet: Sheet): Choice => ({
  sheet: sheet.sheet,
  isSkipped: sheet.isSkipped,
  headerRows: sheet.headerRows.map((row) => ({ row })),
  columns: sheet.columns.flatMap(({ column, meaning }) => (meaning === null ? [] : [{ column, meaning }])),
});

interface ViewProps {
  readonly sheet: Sheet;
  readonly choice: Choice;
  readonly mayMap: boolean;
  readonly onChange: (choice: Choice) => void;
}

function SheetView({ sheet, choice, mayMap, onChange }: ViewProps) {
  const width = Math.max(0, ...sheet.rows.map((row) => row.cells.length));
  const headers = choice.headerRows.map((each) => each.row);
  const toggle = (row: number) => {
    const next = headers.includes(row) ? headers.filter((each) => each !== row) : [...headers, row].slice(-2);
    // Other rows name other columns: what was said of the old ones would stand under the wrong heading.
    onChange({ ...choice, headerRows: next.sort((a, b) => a - b).map((each) => ({ row: each })), columns: [] });
  };
  const name = (column: number, meaning: Meaning | undefined) => {
    const others = choice.columns.filter((each) => each.column !== column);
    onChange({ ...choice, columns: meaning === undefined ? others : [...others, { column, meaning }] });
  };
  return (
    <Flex vertical gap={8}>
      {mayMap && (
        <Flex gap={16} align="center" wrap>
          <Checkbox checked={choice.isSkipped} onChange={(event) => onChange({ ...choice, isSkipped: event.target.checked })}>
            不读取这张表
          </Checkbox>
          <Typography.Text type="secondary">
            点“表头”选定表头所在的行（最多两行），再在列顶指明含义；没有指明的列按表头文字识别。
          </Typography.Text>
        </Flex>
      )}
      <Table
        rowKey="row"
        size="small"
        bordered
        pagination={false}
        scroll={{ x: 120 + width * 150 }}
        dataSource={sheet.rows.map((row) => ({ ...row }))}
        rowClassName={(row) => (headers.includes(row.row) ? 'header-row' : '')}
        columns={[
          {
            title: '行',
            width: 110,
            fixed: 'left',
            render: (_, row) =>
              mayMap ? (
                <Tag.CheckableTag checked={headers.includes(row.row)} onChange={() => toggle(row.row)}>
                  {row.row} 表头
                </Tag.CheckableTag>
              ) : (
                row.row
              ),
          },
          ...Array.from({ length: width }, (_, column) => ({
            key: `column-${column}`,
            width: 150,
            title: (
              <Select<Meaning>
                aria-label={`第${column + 1}列的含义`}
                size="small"
                style={{ width: '100%' }}
                allowClear
                disabled={!mayMap || choice.isSkipped || headers.length === 0}
                placeholder="按表头识别"
                options={MEANINGS}
                value={choice.columns.find((each) => each.column === column)?.meaning ?? null}
                onChange={(meaning) => name(column, meaning)}
              />
            ),
            render: (_: unknown, row: Sheet['rows'][number]) => row.cells[column] ?? '',
          })),
        ]}
      />
      <Card size="small" style={{ display: sheet.columns.some((column) => column.meaning === null) ? undefined : 'none' }}>
        没有识别的列：
        {sheet.columns
          .filter((column) => column.meaning === null)
          .map((column) => column.heading)
          .join('、')}
        。请在上面指明含义，或选“不导入”。
      </Card>
    </Flex>
  );
}
