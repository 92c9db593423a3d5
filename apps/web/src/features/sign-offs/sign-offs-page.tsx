import { Card, Flex, Table, Tag } from 'antd';
import { Link } from 'react-router';
import { useSignOffs } from '../../api/queries';
import { subjectKinds, word } from '../../i18n/zh-CN';
import { dayWords, instantWords } from '../../ui/format';
import { Loaded, Nothing, Page } from '../../ui/page';

export function SignOffsPage() {
  const signOffs = useSignOffs();
  return (
    <Page title="待我签批">
      <Loaded query={signOffs}>
        {({ items }) => (
          <Card styles={{ body: { padding: items.length > 0 ? 0 : 24 } }}>
            {items.length === 0 ? (
              <Nothing text="目前没有等待您签批的事项" />
            ) : (
              <Table
                rowKey={(each) => `${each.id}:${each.stepName}`}
                dataSource={items}
                pagination={items.length > 20 ? { pageSize: 20 } : false}
                columns={[
                  { title: '类别', width: 110, render: (_, each) => <Tag>{word(subjectKinds, each.subjectKind)}</Tag> },
                  { title: '事项', render: (_, each) => <Link to={`/sign-offs/${each.id}`}>{each.title}</Link> },
                  { title: '环节', width: 160, dataIndex: 'stepName' },
                  { title: '提交', width: 240, render: (_, each) => `${each.filedUnit} ${each.filedBy}` },
                  { title: '提交时间', width: 180, render: (_, each) => instantWords(each.filedAt) },
                  {
                    title: '签批期限',
                    width: 190,
                    render: (_, each) => (
                      <Flex gap={8}>
                        {each.dueOn ? dayWords(each.dueOn) : instantWords(each.dueAt)}
                        {each.isOverdue && <Tag color="error">超时</Tag>}
                      </Flex>
                    ),
                  },
                ]}
              />
            )}
          </Card>
        )}
      </Loaded>
    </Page>
  );
}
