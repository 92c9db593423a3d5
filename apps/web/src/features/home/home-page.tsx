import { Button, Card, Col, Flex, List, Row, Statistic, Table, Tag, Typography } from 'antd';
import { Link } from 'react-router';
import { client, type Schemas } from '../../api/client';
import { useInbox, useMe, useNotices } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { obligationKinds, word } from '../../i18n/zh-CN';
import { dayWords, instantWords, periodWords } from '../../ui/format';
import { Failure, Loaded, Nothing, Page } from '../../ui/page';
import { OverviewCards } from './overview-cards';

/** 首页：what waits for me, and for whoever oversees, how the year stands. */
export function HomePage() {
  const inbox = useInbox();
  const me = useMe();
  const oversees = me.data?.pages.includes('overview') === true;
  return (
    <Page title="首页">
      <Loaded query={inbox}>
        {(data) => (
          <Flex vertical gap={16}>
            <Row gutter={[16, 16]}>
              <Tile title="待签收" value={count(data, 'receipt')} />
              <Tile title="待填报" value={count(data, 'periodReport')} />
              <Tile title="待办结" value={count(data, 'completion')} />
              <Tile title="待我签批" value={data.toSign} to="/sign-offs" />
              <Tile title="已逾期" value={data.todo.filter((each) => each.isOverdue).length} alarming />
              <Tile title="未读通知" value={data.unread} />
            </Row>
            {oversees && <OverviewCards />}
            <Todo items={data.todo} toSign={data.toSign} />
            <Notices unread={data.unread} />
          </Flex>
        )}
      </Loaded>
    </Page>
  );
}

type Inbox = Schemas['Inbox'];
type TodoItem = Inbox['todo'][number];

const count = (inbox: Inbox, kind: string) => inbox.todo.filter((each) => each.kind === kind && !each.isFiled).length;

function Tile({ title, value, to, alarming }: { title: string; value: number; to?: string; alarming?: boolean }) {
  const statistic = (
    <Statistic title={title} value={value} styles={alarming && value > 0 ? { content: { color: '#cf1322' } } : {}} />
  );
  return (
    <Col xs={12} sm={8} xl={4}>
      <Card size="small">{to ? <Link to={to}>{statistic}</Link> : statistic}</Card>
    </Col>
  );
}

function Todo({ items, toSign }: { items: readonly TodoItem[]; toSign: number }) {
  return (
    <Card
      title="需要办理"
      extra={toSign > 0 && <Link to="/sign-offs">有{toSign}件等待签批</Link>}
      styles={{ body: { padding: items.length > 0 ? 0 : 24 } }}
    >
      {items.length === 0 ? (
        <Nothing text="目前没有需要本单位办理的事项" />
      ) : (
        <Table
          rowKey="obligationId"
          dataSource={[...items]}
          pagination={items.length > 20 ? { pageSize: 20 } : false}
          size="middle"
          columns={[
            { title: '事项', width: 100, render: (_, each) => word(obligationKinds, each.kind) },
            {
              title: '任务',
              render: (_, each) => (
                <Link to={each.subjectKind === 'task' ? `/tasks/${each.subjectId}` : `/instruments/${each.subjectId}`}>
                  {each.title}
                  {each.period && <Typography.Text type="secondary">（{periodWords(each.period)}）</Typography.Text>}
                </Link>
              ),
            },
            { title: '单位', width: 180, dataIndex: 'unitName' },
            {
              title: '期限',
              width: 240,
              render: (_, each) => (
                <Flex gap={8}>
                  <span>{each.dueOn ? dayWords(each.dueOn) : each.dueAt ? instantWords(each.dueAt) : '长期坚持'}</span>
                  {each.isFiled ? <Tag color="processing">审核中</Tag> : each.isOverdue && <Tag color="error">逾期</Tag>}
                </Flex>
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}

function Notices({ unread }: { unread: number }) {
  const notices = useNotices();
  const readAll = useCommand(
    (_: null, key) => client.POST('/api/inbox/reading', { params: { header: { 'Idempotency-Key': key } } }),
    { done: '已全部标为已读' },
  );
  const items = notices.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card
      title="通知"
      extra={
        unread > 0 && (
          <Button size="small" loading={readAll.isPending} onClick={() => readAll.mutate(null)}>
            全部标为已读
          </Button>
        )
      }
    >
      {notices.error && <Failure error={notices.error} retry={() => void notices.refetch()} />}
      {!notices.isPending && !notices.error && items.length === 0 && <Nothing text="还没有通知" />}
      {(notices.isPending || items.length > 0) && (
        <List
          loading={notices.isPending}
          dataSource={items}
          renderItem={(notice) => (
            <List.Item style={{ alignItems: 'start' }}>
              <Flex vertical gap={4}>
                <Flex gap={8} align="center">
                  <Typography.Text strong={!notice.readAt}>{notice.title}</Typography.Text>
                  {!notice.readAt && <Tag color="blue">未读</Tag>}
                  <Typography.Text type="secondary">{instantWords(notice.madeAt)}</Typography.Text>
                </Flex>
                {notice.items.map((item) => (
                  <NoticeText key={item.id} item={item} />
                ))}
              </Flex>
            </List.Item>
          )}
        />
      )}
      {notices.hasNextPage && (
        <Button type="link" loading={notices.isFetchingNextPage} onClick={() => void notices.fetchNextPage()}>
          更早的通知
        </Button>
      )}
    </Card>
  );
}

function NoticeText({ item }: { item: Schemas['NoticeItem'] }) {
  const to = item.taskId
    ? `/tasks/${item.taskId}`
    : item.subjectKind === 'plan'
      ? `/plans/${item.subjectId}`
      : item.subjectKind === 'signOff'
        ? `/sign-offs/${item.subjectId}`
        : item.subjectKind === 'instrument'
          ? `/instruments/${item.subjectId}`
          : item.subjectKind === 'scoreRound'
            ? `/scores/${item.subjectId}`
            : null;
  return to ? <Link to={to}>{item.text}</Link> : <span>{item.text}</span>;
}
