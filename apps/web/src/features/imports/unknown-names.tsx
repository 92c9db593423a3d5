import { Button, Card, Flex, Radio, Select, Table, Typography } from 'antd';
import { useState } from 'react';
import { client } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { importHeaders, type Import } from './import-shapes';

type Means = 'unit' | 'alias' | 'leave' | 'ask';

interface Choice {
  readonly means: Means;
  readonly unitId?: string;
}

/** Names that the register does not know, each once: which unit, whether for ever, or not at all. */
export function UnknownNames({ read }: { read: Import }) {
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const save = useCommand(
    (units: readonly ({ name: string } & Choice)[], key) =>
      client.POST('/api/imports/{id}/corrections', { params: importHeaders(read, key), body: { units: [...units] } }),
    { done: '单位对应已保存', onDone: () => setChoices({}) },
  );
  const options = read.units.map((unit) => ({ value: unit.id, label: unit.name }));
  const set = (name: string, more: Partial<Choice>, now: Choice) =>
    setChoices((all) => ({ ...all, [name]: { ...now, ...all[name], ...more } }));
  const changed = Object.entries(choices).map(([name, choice]) => ({ name, ...choice }));
  const isWhole = changed.every((each) => each.means === 'leave' || each.means === 'ask' || each.unitId !== undefined);
  const open = read.unknownNames.filter((each) => !each.choice).length;
  return (
    <Card
      title={`单位名册中没有的名称${open > 0 ? `（还有${open}个待对应）` : ''}`}
      styles={{ body: { padding: 0 } }}
      extra={
        <Button
          type="primary"
          disabled={changed.length === 0 || !isWhole}
          loading={save.isPending}
          onClick={() => save.mutate(changed)}
        >
          保存对应
        </Button>
      }
    >
      <Table
        rowKey="name"
        size="small"
        pagination={false}
        dataSource={[...read.unknownNames]}
        columns={[
          { title: '文中名称', width: 240, dataIndex: 'name' },
          { title: '出现在', width: 160, render: (_, each) => rowWords(each.rows) },
          {
            title: '对应为',
            render: (_, each) => {
              const kept = keptChoice(each.choice);
              const now = { ...kept, ...choices[each.name] };
              return (
                <Flex gap={12} align="center" wrap>
                  <Radio.Group
                    value={now.means}
                    onChange={(event) => set(each.name, { means: event.target.value as Means }, kept)}
                    options={[
                      { value: 'unit', label: '这次指' },
                      { value: 'alias', label: '记为别称，指' },
                      { value: 'leave', label: '不列入责任单位' },
                    ]}
                  />
                  {now.means !== 'leave' && (
                    <Select
                      aria-label={`${each.name}对应的单位`}
                      showSearch={{ optionFilterProp: 'label' }}
                      style={{ width: 260 }}
                      placeholder="选择单位"
                      options={options}
                      value={now.unitId}
                      onChange={(unitId: string) =>
                        set(each.name, { unitId, means: now.means === 'ask' ? 'unit' : now.means }, kept)
                      }
                    />
                  )}
                  {now.means === 'alias' && <Typography.Text type="secondary">以后导入时直接认得</Typography.Text>}
                </Flex>
              );
            },
          },
        ]}
      />
    </Card>
  );
}

function keptChoice(choice: Import['unknownNames'][number]['choice']): Choice {
  if (!choice) return { means: 'ask' };
  if (choice.unitId === null) return { means: 'leave' };
  return { means: choice.isAlias ? 'alias' : 'unit', unitId: choice.unitId };
}

const rowWords = (rows: readonly number[]): string =>
  `第${rows.slice(0, 4).join('、')}条${rows.length > 4 ? `等${rows.length}条` : ''}`;
