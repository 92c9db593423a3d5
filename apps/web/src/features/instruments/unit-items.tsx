import { Button, Checkbox, Flex, Input, Skeleton, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useUrgeable } from '../../api/queries';
import { obligationKinds, word } from '../../i18n/zh-CN';
import { dayWords, periodWords } from '../../ui/format';

export interface ChosenItem {
  readonly obligationId?: string;
  readonly text?: string;
}

/** What was chosen for each unit. */
export type ChosenItems = Readonly<Record<string, readonly ChosenItem[]>>;

interface Props {
  readonly kind: string;
  readonly planId?: string;
  readonly units: readonly { readonly value: string; readonly label: string }[];
  readonly value: ChosenItems;
  readonly onChange: (items: ChosenItems) => void;
}

/** For each unit what it has not finished, to be ticked, and lines of one's own. */
export function UnitItems({ kind, planId, units, value, onChange }: Props) {
  return (
    <Flex vertical gap={12}>
      {units.map((unit) => (
        <Flex key={unit.value} vertical gap={6} style={{ border: '1px solid #e5e8ee', borderRadius: 6, padding: 12 }}>
          <Typography.Text strong>{unit.label}</Typography.Text>
          <Owed
            kind={kind}
            planId={planId}
            unitId={unit.value}
            chosen={value[unit.value] ?? []}
            onChange={(items) => onChange({ ...value, [unit.value]: items })}
          />
        </Flex>
      ))}
    </Flex>
  );
}

interface OwedProps {
  readonly kind: string;
  readonly planId?: string;
  readonly unitId: string;
  readonly chosen: readonly ChosenItem[];
  readonly onChange: (items: readonly ChosenItem[]) => void;
}

function Owed({ kind, planId, unitId, chosen, onChange }: OwedProps) {
  const owed = useUrgeable({ kind, unitId, planId });
  const [showsAll, setShowsAll] = useState(false);
  const [text, setText] = useState('');
  if (owed.isPending) return <Skeleton active paragraph={{ rows: 2 }} title={false} />;
  const items = owed.data?.items ?? [];
  const shown = showsAll ? items : items.filter((item) => item.isOverdue);
  const isChosen = (id: string) => chosen.some((item) => item.obligationId === id);
  const add = () => {
    if (text.trim() === '') return;
    onChange([...chosen, { text: text.trim() }]);
    setText('');
  };
  return (
    <>
      {shown.length === 0 && (
        <Typography.Text type="secondary">{items.length === 0 ? '没有未办结的事项' : '没有逾期事项'}</Typography.Text>
      )}
      {shown.map((item) => (
        <Checkbox
          key={item.obligationId}
          checked={isChosen(item.obligationId)}
          disabled={item.heldBy !== null}
          onChange={(event) =>
            onChange(
              event.target.checked
                ? [...chosen, { obligationId: item.obligationId }]
                : chosen.filter((each) => each.obligationId !== item.obligationId),
            )
          }
        >
          {item.taskTitle}（{word(obligationKinds, item.kind)}
          {item.period && `，${periodWords(item.period)}`}
          {item.dueOn && `，${dayWords(item.dueOn)}到期`}）{item.isOverdue && <Tag color="error">逾期</Tag>}
          {item.heldBy && <Tag>已在{item.heldBy}中</Tag>}
        </Checkbox>
      ))}
      {items.length > shown.length && !showsAll && (
        <Button type="link" size="small" style={{ alignSelf: 'start', padding: 0 }} onClick={() => setShowsAll(true)}>
          显示全部未办结事项（{items.length}项）
        </Button>
      )}
      {chosen.map(
        (item, index) =>
          item.text !== undefined && (
            <Flex key={`${index}:${item.text}`} gap={8}>
              <span>{item.text}</span>
              <Button type="link" size="small" danger onClick={() => onChange(chosen.filter((each) => each !== item))}>
                移除
              </Button>
            </Flex>
          ),
      )}
      <Flex gap={8}>
        <Input
          value={text}
          maxLength={2000}
          placeholder="另行写明事项"
          onChange={(event) => setText(event.target.value)}
          onPressEnter={(event) => {
            event.preventDefault();
            add();
          }}
        />
        <Button onClick={add}>添加</Button>
      </Flex>
    </>
  );
}
