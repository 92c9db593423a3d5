import { Flex, Input, Typography } from 'antd';
import { layoutLists, layoutPlaces, word } from '../../i18n/zh-CN';

interface Field {
  readonly label: string;
  readonly value?: string;
  readonly list?: string;
  readonly lines?: number;
}

interface Column {
  readonly heading: string;
  readonly value: string;
  readonly share: number;
}

/** A block of a layout as it is stored. */
export interface LayoutBlock {
  readonly block: string;
  readonly text?: string;
  readonly level?: number;
  readonly of?: string;
  readonly caption?: string;
  readonly when?: string;
  readonly rows?: readonly (readonly Field[])[];
  readonly columns?: readonly Column[];
  readonly lines?: readonly string[];
}

const named = (place: string | undefined): string => {
  const name = /^\{(\w+)\}$/.exec(place ?? '')?.[1];
  return name === undefined ? (place ?? '') : word(layoutPlaces, name);
};

/** A block that is more than words: its labels and headings are edited, what fills it is said. */
export function FixedBlock({ block, onChange }: { block: LayoutBlock; onChange: (block: LayoutBlock) => void }) {
  if (block.rows) {
    const set = (row: number, cell: number, label: string) =>
      onChange({
        ...block,
        rows: (block.rows ?? []).map((fields, at) =>
          at === row ? fields.map((field, no) => (no === cell ? { ...field, label } : field)) : fields,
        ),
      });
    return (
      <Flex vertical gap={4}>
        {block.rows.map((fields, row) => (
          <Flex key={row} gap={8} wrap>
            {fields.map((field, cell) => (
              <Flex key={cell} gap={4} align="center">
                <Input
                  style={{ width: 140 }}
                  value={field.label}
                  aria-label="栏目名称"
                  onChange={(event) => set(row, cell, event.target.value)}
                />
                <Typography.Text type="secondary">
                  {field.list ? word(layoutLists, field.list) : field.value ? named(field.value) : '手工填写'}
                </Typography.Text>
              </Flex>
            ))}
          </Flex>
        ))}
      </Flex>
    );
  }
  if (block.columns) {
    const set = (at: number, heading: string) =>
      onChange({ ...block, columns: (block.columns ?? []).map((column, no) => (no === at ? { ...column, heading } : column)) });
    return (
      <Flex gap={8} wrap>
        {block.columns.map((column, at) => (
          <Input
            key={at}
            style={{ width: 120 }}
            value={column.heading}
            aria-label="表头"
            onChange={(event) => set(at, event.target.value)}
          />
        ))}
      </Flex>
    );
  }
  if (block.lines) return <span>{block.lines.join('　')}</span>;
  if (block.block === 'factTable' || block.block === 'chart')
    return <Typography.Text type="secondary">{block.caption ?? '由系统按通报数据生成'}</Typography.Text>;
  if (block.of) return <span>{word(layoutLists, block.of)}（逐条排列）</span>;
  return <Typography.Text type="secondary">由系统排版</Typography.Text>;
}
