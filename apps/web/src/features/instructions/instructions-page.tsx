import { Button, Card, Flex, Table, Tag, Typography } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { useInstructions } from '../../api/queries';
import { dayWords, instantWords } from '../../ui/format';
import { Loaded, Nothing, Page } from '../../ui/page';
import { GiveInstruction } from './give-instruction';
import { SettleInstruction } from './settle-instruction';

type Instruction = Schemas['Instruction'];

/** 领导批示：从批示到交办、到办理情况。 */
export function InstructionsPage() {
  const instructions = useInstructions();
  return (
    <Loaded query={instructions}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        return (
          <Page title="领导批示" extra={pages[0]?.mayGive && <GiveInstruction />}>
            <Card styles={{ body: { padding: items.length > 0 ? 0 : 24 } }}>
              {items.length === 0 ? <Nothing text="还没有领导批示" /> : <InstructionTable items={items} />}
            </Card>
            {instructions.hasNextPage && (
              <Button loading={instructions.isFetchingNextPage} onClick={() => void instructions.fetchNextPage()}>
                更早的批示
              </Button>
            )}
          </Page>
        );
      }}
    </Loaded>
  );
}

function InstructionTable({ items }: { items: readonly Instruction[] }) {
  return (
    <Table
      rowKey="id"
      dataSource={[...items]}
      pagination={false}
      columns={[
        {
          title: '批示',
          render: (_, each) => (
            <Flex vertical gap={2}>
              <span className="prewrap">{each.text}</span>
              {each.source && (
                <Typography.Text type="secondary">
                  批在：<Link to={pathOf(each.source)}>{each.source.title}</Link>
                </Typography.Text>
              )}
            </Flex>
          ),
        },
        {
          title: '领导',
          width: 160,
          render: (_, each) => `${each.postTitle} ${each.leader}${each.onBehalfOf ? `（代${each.onBehalfOf}）` : ''}`,
        },
        { title: '时间', width: 180, render: (_, each) => instantWords(each.givenAt) },
        { title: '要求办结', width: 140, render: (_, each) => (each.dueOn ? dayWords(each.dueOn) : '未定') },
        {
          title: '落实',
          width: 260,
          render: (_, each) => <Outcome instruction={each} />,
        },
        {
          title: '',
          width: 100,
          render: (_, each) => each.actions.includes('settle') && <SettleInstruction instruction={each} />,
        },
      ]}
    />
  );
}

function Outcome({ instruction }: { instruction: Instruction }) {
  const { opened, outcomeText, state, settledBy, settledAt } = instruction;
  if (state === 'given') return <Tag color="warning">待交办</Tag>;
  return (
    <Flex vertical gap={2}>
      {opened ? (
        <span>
          {opened.kind === 'task' ? '已立项：' : '督办文书：'}
          <Link to={pathOf(opened)}>{opened.title}</Link>
        </span>
      ) : (
        <span className="prewrap">回复：{outcomeText}</span>
      )}
      <Typography.Text type="secondary">
        {settledBy} {instantWords(settledAt)}
      </Typography.Text>
    </Flex>
  );
}

const PATHS: Readonly<Record<string, string>> = { task: '/tasks', instrument: '/instruments', signOff: '/sign-offs' };

const pathOf = ({ kind, id }: { kind: string; id: string }): string => `${PATHS[kind] ?? ''}/${id}`;
