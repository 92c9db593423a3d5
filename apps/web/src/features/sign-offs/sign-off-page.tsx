import { Alert, Card, Col, Descriptions, Flex, Form, Input, Row, Steps, Tag, Typography } from 'antd';
import { Link, useParams } from 'react-router';
import { client, type Schemas } from '../../api/client';
import { useSignOff } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { askedStates, signOffStates, subjectKinds, word } from '../../i18n/zh-CN';
import { DeedModal } from '../../ui/deed-modal';
import { FileList } from '../../ui/files';
import { dayWords, instantWords } from '../../ui/format';
import { Loaded, Nothing, Page } from '../../ui/page';
import { figureWords } from '../tasks/task-reports';
import { VerdictForm } from './verdict-form';
import { Resolve } from './return-to-step';

type SignOff = Schemas['SignOff'];

export function SignOffPage() {
  const id = useParams()['id'] ?? '';
  const signOff = useSignOff(id);
  return <Loaded query={signOff}>{(data) => <SignOffView key={id} signOff={data} />}</Loaded>;
}

function SignOffView({ signOff }: { signOff: SignOff }) {
  const withdraw = useCommand(
    (input: { reason: string }, key) =>
      client.POST('/api/sign-offs/{id}/withdrawal', {
        params: { path: { id: signOff.id }, header: { 'Idempotency-Key': key } },
        body: input,
      }),
    { done: '已撤回' },
  );
  return (
    <Page
      title={signOff.title}
      back={{ to: '/sign-offs', text: '待我签批' }}
      extra={
        signOff.actions.includes('withdraw') && (
          <DeedModal<{ reason: string }>
            label="撤回"
            busy={withdraw.isPending}
            okText="撤回"
            onSubmit={(values) => withdraw.mutateAsync(values)}
          >
            <Form.Item name="reason" label="撤回理由" rules={[{ required: true, whitespace: true, message: '请填写撤回理由' }]}>
              <Input.TextArea rows={3} maxLength={2000} />
            </Form.Item>
          </DeedModal>
        )
      }
    >
      <Row gutter={[16, 16]}>
        <Col xs={24} xl={16}>
          <Flex vertical gap={16}>
            <Content signOff={signOff} />
            {signOff.toSign && <VerdictForm signOff={signOff} toSign={signOff.toSign} />}
            {signOff.actions.includes('resolve') && <Resolve id={signOff.id} />}
          </Flex>
        </Col>
        <Col xs={24} xl={8}>
          <Chain signOff={signOff} />
        </Col>
      </Row>
    </Page>
  );
}

function Content({ signOff }: { signOff: SignOff }) {
  const { content } = signOff;
  return (
    <Card title="签批内容" extra={<Origin content={content} />}>
      <Flex vertical gap={16}>
        <Descriptions
          size="small"
          column={{ xs: 1, md: 3 }}
          items={[
            { key: 'kind', label: '类别', children: word(subjectKinds, signOff.subjectKind) },
            { key: 'by', label: '提交', children: `${signOff.filedUnit} ${signOff.filedBy}` },
            { key: 'at', label: '时间', children: instantWords(signOff.filedAt) },
          ]}
        />
        {content.texts.map((each) => (
          <Flex key={each.heading} vertical gap={4}>
            <Typography.Text strong>{each.heading}</Typography.Text>
            <span className="prewrap">{dayWords(each.text) || each.text}</span>
          </Flex>
        ))}
        {content.texts.length === 0 && content.evidence.length === 0 && <Nothing text="请从右上角打开原文查看" />}
        {content.figures.length > 0 && (
          <Descriptions
            size="small"
            bordered
            column={{ xs: 1, md: 2 }}
            items={content.figures.map((figure) => ({ key: figure.name, label: figure.name, children: figureWords(figure) }))}
          />
        )}
        <FileList files={content.evidence} />
      </Flex>
    </Card>
  );
}

function Origin({ content }: { content: SignOff['content'] }) {
  if (content.instrumentId) return <Link to={`/instruments/${content.instrumentId}`}>查看文书</Link>;
  if (content.taskId) return <Link to={`/tasks/${content.taskId}`}>查看任务</Link>;
  if (content.planId) return <Link to={`/plans/${content.planId}`}>查看计划</Link>;
  return null;
}

function Chain({ signOff }: { signOff: SignOff }) {
  return (
    <Card title={signOff.chainName} extra={<Tag>{word(signOffStates, signOff.state)}</Tag>}>
      <Steps
        orientation="vertical"
        size="small"
        items={signOff.steps.map((step) => ({
          title: `${step.name}${step.mode === 'all' && step.asked.length > 1 ? '（须全部同意）' : ''}`,
          status: statusOf(step),
          content: (
            <Flex vertical gap={6} style={{ paddingBottom: 8 }}>
              {step.asked.map((asked, index) => (
                <Flex key={`${asked.postTitle ?? ''}${index}`} vertical>
                  <span>
                    {asked.postTitle ?? '待督办机构明确签批人'}：{word(askedStates, asked.state)}
                    {asked.signedBy && `（${asked.signedBy}${asked.onBehalfOf ? `代${asked.onBehalfOf}` : ''}）`}
                  </span>
                  {asked.opinion && <Typography.Text type="secondary">“{asked.opinion}”</Typography.Text>}
                  {asked.signedAt && <Typography.Text type="secondary">{instantWords(asked.signedAt)}</Typography.Text>}
                </Flex>
              ))}
            </Flex>
          ),
        }))}
      />
      {signOff.outcomeText && <Alert type="info" title={signOff.outcomeText} />}
    </Card>
  );
}

function statusOf(step: SignOff['steps'][number]): 'wait' | 'process' | 'finish' | 'error' {
  if (step.asked.some((asked) => asked.state === 'refused')) return 'error';
  if (step.asked.some((asked) => asked.state === 'waiting')) return 'process';
  return step.asked.length > 0 ? 'finish' : 'wait';
}
