import { Button, Card, Flex, Popconfirm, Table, Typography } from 'antd';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { FindingsAt } from './findings';
import type { PolicyBody, RungBody } from './policy-body';
import { RungForm } from './rung-form';

interface Props {
  readonly policy: PolicyBody;
  /** The saved draft's ladder in words; a step that was just added is named by itself until it is saved. */
  readonly inWords: readonly Schemas['RungInWords'][];
  readonly findings: readonly Schemas['PolicyFindingShown'][];
  readonly onChange: (ladder: readonly RungBody[]) => void;
}

const NEW: RungBody = {
  key: '',
  name: '',
  on: { kind: 'completion' },
  from: { base: 'due' },
  offset: { n: 1, unit: 'workingDays' },
  hour: 9,
  act: { kind: 'remind' },
  receivers: [{ of: 'holderUnit', role: 'liaison' }],
};

/** The steps of the ladder, each with what is wrong with it beside it. */
export function LadderEditor({ policy, inWords, findings, onChange }: Props) {
  const [editing, setEditing] = useState<{ rung: RungBody; index: number | null } | null>(null);
  const words = new Map(inWords.map((rung) => [rung.key, rung]));
  const done = (rung: RungBody) => {
    const at = editing?.index ?? null;
    onChange(at === null ? [...policy.ladder, rung] : policy.ladder.map((each, index) => (index === at ? rung : each)));
    setEditing(null);
  };
  return (
    <Card
      title="督办步骤"
      size="small"
      extra={<Button onClick={() => setEditing({ rung: NEW, index: null })}>新增一步</Button>}
      styles={{ body: { padding: 0 } }}
    >
      <Table
        rowKey={(rung) => `${policy.ladder.indexOf(rung)}`}
        size="small"
        pagination={false}
        dataSource={[...policy.ladder]}
        columns={[
          {
            title: '步骤',
            render: (_, rung) => (
              <Flex vertical>
                <span>{rung.name}</span>
                <Typography.Text type="secondary" style={{ fontSize: 12 }}>
                  {rung.key}
                </Typography.Text>
                <FindingsAt findings={findings} part="ladder" at={rung.key} />
              </Flex>
            ),
          },
          { title: '事项', width: 140, render: (_, rung) => words.get(rung.key)?.subject ?? '（保存后显示）' },
          { title: '何时', width: 210, render: (_, rung) => words.get(rung.key)?.when ?? '' },
          { title: '做什么', width: 190, render: (_, rung) => words.get(rung.key)?.act ?? '' },
          { title: '告知谁', width: 240, render: (_, rung) => words.get(rung.key)?.tells ?? '' },
          {
            title: '',
            width: 130,
            render: (_, rung) => {
              const index = policy.ladder.indexOf(rung);
              return (
                <Flex gap={4}>
                  <Button size="small" type="link" onClick={() => setEditing({ rung, index })}>
                    修改
                  </Button>
                  <Popconfirm
                    title={`删除“${rung.name}”？`}
                    okText="删除"
                    cancelText="取消"
                    onConfirm={() => onChange(policy.ladder.filter((_each, place) => place !== index))}
                  >
                    <Button size="small" type="link" danger>
                      删除
                    </Button>
                  </Popconfirm>
                </Flex>
              );
            },
          },
        ]}
      />
      {editing && (
        <RungForm
          rung={editing.rung}
          isNew={editing.index === null}
          others={policy.ladder.filter((each) => each !== editing.rung)}
          chains={Object.values(policy.chains).map((chain) => ({ value: chain.key, label: chain.name }))}
          onDone={done}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  );
}
