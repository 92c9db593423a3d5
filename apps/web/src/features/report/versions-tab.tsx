import { Alert, Button, Flex, Form, Input, Popconfirm, Table, Tag, Tooltip, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { word } from '../../i18n/zh-CN';
import { DayField } from '../../ui/day-field';
import { DeedModal } from '../../ui/deed-modal';
import { dayWords, instantWords } from '../../ui/format';
import { Failure } from '../../ui/page';
import { Duties } from './duties';
import { useReportVerification } from './queries';
import { editions, versionStates } from './words';

type Book = Schemas['ReportBook'];
type Version = Book['versions'][number];

/** The versions that were drafted, signed, frozen and sent, and the days by which they are owed. */
export function VersionsTab({ book }: { book: Book }) {
  const draft = useCommand(
    (_: null, key) =>
      client.POST('/api/plans/{id}/report/versions', {
        params: { path: { id: book.planId }, header: { 'Idempotency-Key': key } },
        body: { edition: book.edition },
      }),
    { done: '已起草，请核对后送签' },
  );
  const [verifying, setVerifying] = useState<string | null>(null);
  return (
    <Flex vertical gap={16}>
      <Duties duties={book.duties} />
      <Flex justify="space-between" align="center" gap={12} wrap>
        <Typography.Text>起草即按此刻的内容形成一份送审稿；同一版本未送签的旧稿由新稿代替。</Typography.Text>
        {book.actions.includes('draft') && (
          <Button type="primary" loading={draft.isPending} onClick={() => draft.mutate(null)}>
            起草“{editions[book.edition]}”送审稿
          </Button>
        )}
      </Flex>
      <Table<Version>
        rowKey="id"
        size="small"
        bordered
        pagination={false}
        locale={{ emptyText: '还没有起草送审稿' }}
        dataSource={book.versions}
        columns={[
          { title: '版本', width: 120, render: (_, each) => word(editions, each.edition) },
          { title: '主送', render: (_, each) => each.receiver ?? '—' },
          {
            title: '状态',
            width: 170,
            render: (_, each) => (
              <Flex vertical align="start" gap={2}>
                <Tag color={each.state === 'frozen' ? 'green' : each.state === 'underReview' ? 'blue' : 'default'}>
                  {word(versionStates, each.state)}
                </Tag>
                {each.signOffId && <Link to={`/sign-offs/${each.signOffId}`}>查看签批</Link>}
              </Flex>
            ),
          },
          {
            title: '时点',
            width: 210,
            render: (_, each) => (
              <Flex vertical>
                <span>汇总至{instantWords(each.asOf)}</span>
                {each.frozenAt && <span>定稿于{instantWords(each.frozenAt)}</span>}
                {each.sha256 && (
                  <Tooltip title={each.sha256}>
                    <Typography.Text type="secondary">存档校验值 {each.sha256.slice(0, 12)}…</Typography.Text>
                  </Tooltip>
                )}
              </Flex>
            ),
          },
          {
            title: '报送或公开',
            width: 180,
            render: (_, each) =>
              each.sentOn ? (
                <Flex vertical>
                  <span>{dayWords(each.sentOn)}</span>
                  <Typography.Text type="secondary">{each.sentNote}</Typography.Text>
                </Flex>
              ) : (
                '—'
              ),
          },
          {
            title: '办理',
            width: 250,
            render: (_, each) => (
              <Flex gap={8} wrap>
                <Button size="small" href={`/api/reports/${each.id}/document`}>
                  Word
                </Button>
                <Button size="small" href={`/api/reports/${each.id}/pdf`}>
                  PDF
                </Button>
                {each.state === 'frozen' && (
                  <Button size="small" onClick={() => setVerifying(each.id)}>
                    重建核对
                  </Button>
                )}
                <Deeds version={each} />
              </Flex>
            ),
          },
        ]}
      />
      {verifying && <Verification reportId={verifying} />}
    </Flex>
  );
}

function Deeds({ version }: { version: Version }) {
  const params = (key: string) => ({ path: { id: version.id }, header: { 'Idempotency-Key': key } });
  const submit = useCommand((_: null, key) => client.POST('/api/reports/{id}/submission', { params: params(key) }), {
    done: '已送签',
  });
  const send = useCommand(
    (input: { sentOn: string; note: string }, key) =>
      client.POST('/api/reports/{id}/sending', { params: params(key), body: input }),
    { done: '已登记' },
  );
  return (
    <>
      {version.actions.includes('submit') && (
        <Popconfirm title="送签后内容不能再改，确定送签？" okText="送签" cancelText="取消" onConfirm={() => submit.mutate(null)}>
          <Button size="small" type="primary" loading={submit.isPending}>
            送签
          </Button>
        </Popconfirm>
      )}
      {version.actions.includes('send') && (
        <DeedModal<{ sentOn: string; note: string }>
          label={version.edition === 'public' ? '登记公开' : '登记报送'}
          okText="登记"
          busy={send.isPending}
          onSubmit={(values) => send.mutateAsync(values)}
        >
          <Form.Item name="sentOn" label="日期" rules={[{ required: true, message: '请填写日期' }]}>
            <DayField />
          </Form.Item>
          <Form.Item
            name="note"
            label={version.edition === 'public' ? '公开渠道和网址' : '报送方式'}
            rules={[{ required: true, whitespace: true, message: '请填写' }]}
          >
            <Input maxLength={300} placeholder={version.edition === 'public' ? '如：政府门户网站网址' : '如：机要交换'} />
          </Form.Item>
        </DeedModal>
      )}
    </>
  );
}

function Verification({ reportId }: { reportId: string }) {
  const check = useReportVerification(reportId);
  if (check.error) return <Failure error={check.error} />;
  if (!check.data) return <Alert type="info" showIcon title="正在按定稿时点重新汇总……" />;
  const { file, content, rebuilt, bytes, sentence, differing } = check.data;
  const good = file === 'same' && content === 'same' && rebuilt === 'same' && bytes !== 'changed';
  return (
    <Alert
      type={good ? 'success' : 'error'}
      showIcon
      title={good ? '重建一致' : '重建不一致'}
      description={differing.length > 0 ? `${sentence}不一致的部分：${differing.join('、')}` : sentence}
    />
  );
}
