import { Button, Card, Flex, Form, Input, Select, Table, Tag, Typography } from 'antd';
import { Link, useNavigate } from 'react-router';
import { client, type Schemas } from '../../api/client';
import { usePolicies, useRewrites } from '../../api/policy-queries';
import { useCommand } from '../../api/use-command';
import { planStates, word } from '../../i18n/zh-CN';
import { DeedModal } from '../../ui/deed-modal';
import { instantWords } from '../../ui/format';
import { Loaded, Nothing, Page } from '../../ui/page';
import { RewriteTable } from './rewrite-table';

type Version = Schemas['PolicyVersionSummary'];

/** 督办制度: every policy with its versions, the plans that go by them, and what is being drafted. */
export function PoliciesPage() {
  const policies = usePolicies();
  const rewrites = useRewrites();
  return (
    <Loaded query={policies}>
      {(data) => {
        const mayEdit = data.actions.includes('edit');
        return (
          <Page title="督办制度" extra={mayEdit && <NewDraft templates={data.templates} />}>
            {data.items.length === 0 && <Nothing text="还没有督办制度" />}
            {data.items.map((policy) => (
              <Card
                key={policy.id}
                title={policy.name}
                extra={
                  policy.draft && (
                    <Flex gap={8} align="center">
                      <Typography.Text type="secondary">
                        {policy.draft.editedBy}于{instantWords(policy.draft.editedAt)}修改过草案
                      </Typography.Text>
                      <Link to={`/policies/drafts/${policy.draft.id}`}>{mayEdit ? '继续修改草案' : '查看草案'}</Link>
                    </Flex>
                  )
                }
              >
                {policy.versions.length === 0 ? (
                  <Nothing text="还没有发布过" />
                ) : (
                  <Table
                    rowKey="id"
                    size="small"
                    pagination={false}
                    dataSource={policy.versions}
                    columns={[
                      {
                        title: '版本',
                        width: 110,
                        render: (_, version: Version) => (
                          <Link to={`/policies/versions/${version.id}`}>第{version.version}版</Link>
                        ),
                      },
                      {
                        title: '发布',
                        width: 260,
                        render: (_, version: Version) =>
                          `${instantWords(version.madeAt)}${version.madeBy ? `，${version.madeBy}` : ''}`,
                      },
                      {
                        title: '按此版执行的计划',
                        render: (_, version: Version) => <Plans version={version} mayEdit={mayEdit} />,
                      },
                      {
                        title: '',
                        width: 150,
                        render: (_, version: Version) => mayEdit && policy.draft === null && <DraftFrom versionId={version.id} />,
                      },
                    ]}
                  />
                )}
              </Card>
            ))}
            <Card title="制度和日历调整的清单">
              <Loaded query={rewrites}>{({ items }) => <RewriteTable jobs={items} />}</Loaded>
            </Card>
          </Page>
        );
      }}
    </Loaded>
  );
}

function Plans({ version, mayEdit }: { version: Version; mayEdit: boolean }) {
  if (version.plans.length === 0) return <Typography.Text type="secondary">没有</Typography.Text>;
  return (
    <Flex vertical gap={4}>
      {version.plans.map((plan) => (
        <Flex key={plan.id} gap={8} align="center" wrap>
          <Link to={`/plans/${plan.id}`}>{plan.title}</Link>
          <Tag style={{ margin: 0 }}>{word(planStates, plan.state)}</Tag>
          {mayEdit && plan.state !== 'archived' && <Link to={`/plans/${plan.id}/policy`}>更换制度</Link>}
        </Flex>
      ))}
    </Flex>
  );
}

function DraftFrom({ versionId }: { versionId: string }) {
  const navigate = useNavigate();
  const start = useCommand(
    (input: { versionId: string }, key) =>
      client.POST('/api/policies/drafts', { params: { header: { 'Idempotency-Key': key } }, body: input }),
    { done: '已生成草案', onDone: ({ draftId }) => void navigate(`/policies/drafts/${draftId}`) },
  );
  return (
    <Button size="small" loading={start.isPending} onClick={() => start.mutate({ versionId })}>
      在此版上修改
    </Button>
  );
}

interface NewPolicy {
  readonly template: string;
  readonly key?: string;
  readonly name?: string;
}

function NewDraft({ templates }: { templates: readonly { key: string; name: string }[] }) {
  const navigate = useNavigate();
  const start = useCommand(
    (input: NewPolicy, key) =>
      client.POST('/api/policies/drafts', { params: { header: { 'Idempotency-Key': key } }, body: input }),
    { done: '已生成草案', onDone: ({ draftId }) => void navigate(`/policies/drafts/${draftId}`) },
  );
  return (
    <DeedModal<NewPolicy>
      label="新建制度"
      okText="生成草案"
      primary
      busy={start.isPending}
      hint="从范本开始，生成草案后逐项修改，检查无误再发布。"
      onSubmit={(values) => start.mutateAsync(values)}
    >
      <Form.Item name="template" label="范本" rules={[{ required: true, message: '请选择范本' }]}>
        <Select options={templates.map(({ key, name }) => ({ value: key, label: name }))} />
      </Form.Item>
      <Form.Item name="name" label="制度名称" extra="不填则用范本的名称">
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="key"
        label="制度代号"
        extra="同一代号的制度只有一套版本；另立一套制度时填写，如 keyProjects"
        rules={[{ pattern: /^[a-z][A-Za-z0-9]{1,40}$/, message: '以小写字母开头，只含字母和数字' }]}
      >
        <Input maxLength={41} />
      </Form.Item>
    </DeedModal>
  );
}
