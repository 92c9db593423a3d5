import { Card, Flex, Table, Typography } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { useExceptions } from '../../api/queries';
import { instantWords } from '../../ui/format';
import { Loaded, Nothing, Page } from '../../ui/page';
import { Appoint } from './appoint';
import { FailedDeliveries } from './failed-deliveries';
import { HeldRungs } from './held-rungs';
import { Unreceived } from './unreceived';

type Exceptions = Schemas['Exceptions'];

/** 待处置事项：没有人能接着办的，由督办机构出面。 */
export function ExceptionsPage() {
  const exceptions = useExceptions();
  return (
    <Page title="待处置事项">
      <Loaded query={exceptions}>
        {(data) => (
          <Flex vertical gap={16}>
            {isEmpty(data) && (
              <Card>
                <Nothing text="目前没有需要督办机构处置的事项" />
              </Card>
            )}
            {data.held.length > 0 && <HeldRungs items={data.held} />}
            {data.stuckSteps.length > 0 && <StuckSteps items={data.stuckSteps} />}
            {data.desertedUnits.length > 0 && <DesertedUnits items={data.desertedUnits} />}
            {data.unreceived.length > 0 && <Unreceived items={data.unreceived} />}
            {data.failedDeliveries.length > 0 && <FailedDeliveries items={data.failedDeliveries} />}
          </Flex>
        )}
      </Loaded>
    </Page>
  );
}

const isEmpty = (data: Exceptions) => Object.values(data).every((list) => list.length === 0);

function StuckSteps({ items }: { items: Exceptions['stuckSteps'] }) {
  return (
    <Card title={`无人可签的环节（${items.length}）`} styles={{ body: { padding: 0 } }}>
      <Table
        rowKey={(each) => `${each.signOffId}:${each.stepName}:${each.postId ?? ''}`}
        dataSource={[...items]}
        pagination={items.length > 20 ? { pageSize: 20 } : false}
        columns={[
          { title: '事项', render: (_, each) => <Link to={`/sign-offs/${each.signOffId}`}>{each.title}</Link> },
          { title: '环节', width: 180, dataIndex: 'stepName' },
          { title: '应签职务', width: 220, render: (_, each) => each.postTitle ?? '尚未设置这个职务' },
          { title: '转入时间', width: 180, render: (_, each) => instantWords(each.openedAt) },
          {
            title: '',
            width: 140,
            render: (_, each) =>
              each.postId ? (
                <Appoint postId={each.postId} postTitle={each.postTitle ?? ''} />
              ) : (
                <Typography.Text type="secondary">设置职务后在签批页继续</Typography.Text>
              ),
          },
        ]}
      />
    </Card>
  );
}

function DesertedUnits({ items }: { items: Exceptions['desertedUnits'] }) {
  return (
    <Card title={`无人履职的单位（${items.length}）`} styles={{ body: { padding: 0 } }}>
      <Table
        rowKey="unitId"
        dataSource={[...items]}
        pagination={items.length > 20 ? { pageSize: 20 } : false}
        columns={[
          { title: '单位', dataIndex: 'unitName' },
          { title: '在办事项', width: 140, render: (_, each) => `${each.openDuties}项` },
          { title: '空缺职务', width: 240, render: (_, each) => each.postTitle ?? '尚未设置职务' },
          {
            title: '',
            width: 140,
            render: (_, each) => each.postId && <Appoint postId={each.postId} postTitle={each.postTitle ?? ''} />,
          },
        ]}
      />
    </Card>
  );
}
