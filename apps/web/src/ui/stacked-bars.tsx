import { Flex, Typography } from 'antd';

export interface BarPart {
  readonly name: string;
  readonly colour: string;
  /** One for each name. */
  readonly values: readonly number[];
}

/*
 * Bars lying on their side, each made of parts: what one kind of chart needs is a few boxes, which grow with the reader's font
 * and cost no charting library (echarts would be 180 kB for it). The figures stand beside, so that it is read without colours.
 */
export function StackedBars({ names, parts, label }: { names: readonly string[]; parts: readonly BarPart[]; label: string }) {
  const sums = names.map((_, index) => parts.reduce((sum, part) => sum + (part.values[index] ?? 0), 0));
  const longest = Math.max(1, ...sums);
  return (
    <Flex vertical gap={8} role="figure" aria-label={label}>
      <Flex gap={16} wrap>
        {parts.map((part) => (
          <Flex key={part.name} gap={6} align="center">
            <span style={{ width: 12, height: 12, borderRadius: 2, background: part.colour }} />
            <Typography.Text type="secondary">{part.name}</Typography.Text>
          </Flex>
        ))}
      </Flex>
      {names.map((name, index) => (
        <Flex key={name} gap={12} align="center">
          <span style={{ width: 190, textAlign: 'right', flex: 'none' }}>{name}</span>
          <Flex style={{ flex: 1, height: 20 }}>
            {parts.map((part) => {
              const value = part.values[index] ?? 0;
              return value === 0 ? null : (
                <span
                  key={part.name}
                  title={`${name}：${part.name}${value}`}
                  style={{
                    width: `${(100 * value) / longest}%`,
                    background: part.colour,
                    color: '#fff',
                    fontSize: 12,
                    lineHeight: '20px',
                    textAlign: 'center',
                    overflow: 'hidden',
                  }}
                >
                  {value}
                </span>
              );
            })}
          </Flex>
          <span style={{ width: 48, flex: 'none', textAlign: 'right' }}>{sums[index]}项</span>
        </Flex>
      ))}
    </Flex>
  );
}
