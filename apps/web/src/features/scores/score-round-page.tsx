import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Flex, Form, Input, List, Radio, Tag, Typography } from 'antd';
import { useParams } from 'react-router';
import { client, type Schemas } from '../../api/client';
import { useCommand } from '../../api/use-command';
import { DeedModal } from '../../ui/deed-modal';
import { dayWords, instantWords } from '../../ui/format';
import { Loaded, Page } from '../../ui/page';
import { Ranking } from './ranking';
import { useScoreRound } from './score-queries';

type Round = Schemas['ScoreRound'];
type Appeal = Schemas['ScoreAppeal'];

/** One published round: the ranking, the sheets, the appeals and what became of them. */
export function ScoreRoundPage() {
  const { id = '' } = useParams();
  const round = useScoreRound(id);
  return <Loaded query={round}>{(data) => <RoundView round={data} />}</Loaded>;
}

function RoundView({ round }: { round: Round }) {
  const finalise = useCommand(
    (_: null, key) =>
      client.POST('/api/score-rounds/{id}/finalisation', {
        params: { path: { id: round.id }, header: { 'Idempotency-Key': key } },
      }),
    { done: '已定稿' },
  );
  const appeal = useCommand(
    (body: { unitId: string; ruleKey: string; text: string }, key) =>
      client.POST('/api/score-rounds/{id}/appeals', {
        params: { path: { id: round.id }, header: { 'Idempotency-Key': key } },
        body,
      }),
    { done: '已提交申诉' },
  );
  const appealed = (unitId: string, ruleKey: string) =>
    round.appeals.some((each) => each.unitId === unitId && each.ruleKey === ruleKey);
  return (
    <Page
      title={round.title}
      back={{ to: `/scores?planId=${round.planId}`, text: '考核得分' }}
      extra={
        <>
          <Button icon={<DownloadOutlined />} href={`/api/score-rounds/${round.id}/export`}>
            下载表格
          </Button>
          {round.actions.includes('finalise') && (
            <Button type="primary" loading={finalise.isPending} onClick={() => finalise.mutate(null)}>
              定稿
            </Button>
          )}
        </>
      }
    >
      <Alert
        type={round.state === 'final' ? 'success' : 'info'}
        showIcon
        title={
          round.state === 'final'
            ? `得分截至${instantWords(round.asOf)}，${instantWords(round.finalisedAt)}定稿。`
            : `得分截至${instantWords(round.asOf)}，正在公示；对本单位得分有异议的，${dayWords(round.appealUntilOn)}（含）前申诉。`
        }
      />
      {round.appeals.length > 0 && <Appeals round={round} />}
      <Ranking
        units={round.units}
        rules={round.rules}
        schemeName={round.schemeName}
        note={round.note}
        lineDeed={(unit, line) =>
          round.appealUnitIds.includes(unit.unitId) && !appealed(unit.unitId, line.ruleKey) ? (
            <DeedModal<{ text: string }>
              label="申诉"
              title={`对“${line.name}”申诉`}
              busy={appeal.isPending}
              onSubmit={({ text }) => appeal.mutateAsync({ unitId: unit.unitId, ruleKey: line.ruleKey, text })}
            >
              <Form.Item name="text" label="申诉理由" rules={[{ required: true, message: '请写明理由' }]}>
                <Input.TextArea rows={4} maxLength={2000} />
              </Form.Item>
            </DeedModal>
          ) : null
        }
      />
    </Page>
  );
}

const STATES: Record<Appeal['state'], { word: string; colour: string }> = {
  filed: { word: '待处理', colour: 'processing' },
  upheld: { word: '成立', colour: 'success' },
  rejected: { word: '不成立', colour: 'default' },
};

function Appeals({ round }: { round: Round }) {
  const ruleName = (key: string) => round.rules.find((rule) => rule.key === key)?.name ?? '';
  return (
    <Card title="申诉" styles={{ body: { padding: '4px 24px' } }}>
      <List
        dataSource={round.appeals}
        renderItem={(appeal) => (
          <List.Item actions={appeal.actions.includes('decide') ? [<Decide key="decide" appeal={appeal} />] : []}>
            <Flex vertical gap={2}>
              <Flex gap={8} align="center">
                <Typography.Text strong>
                  {appeal.unitName}：{ruleName(appeal.ruleKey)}
                </Typography.Text>
                <Tag color={STATES[appeal.state].colour}>{STATES[appeal.state].word}</Tag>
                <Typography.Text type="secondary">{instantWords(appeal.filedAt)}</Typography.Text>
              </Flex>
              <span className="prewrap">{appeal.text}</span>
              {appeal.decidedAt && (
                <Typography.Text type="secondary">
                  {appeal.decidedBy} {instantWords(appeal.decidedAt)}处理
                  {appeal.adjustment && `，更正${appeal.adjustment}分`}：{appeal.decisionText}
                </Typography.Text>
              )}
            </Flex>
          </List.Item>
        )}
      />
    </Card>
  );
}

interface Decision {
  readonly upheld: boolean;
  readonly adjustment?: string;
  readonly reason: string;
}

function Decide({ appeal }: { appeal: Appeal }) {
  const decide = useCommand(
    (body: Decision, key) =>
      client.POST('/api/score-appeals/{id}/decision', {
        params: { path: { id: appeal.id }, header: { 'Idempotency-Key': key } },
        body,
      }),
    { done: '已处理' },
  );
  return (
    <DeedModal<Decision> label="处理" primary busy={decide.isPending} onSubmit={(values) => decide.mutateAsync(values)}>
      <Form.Item name="upheld" label="结论" rules={[{ required: true, message: '请选择结论' }]}>
        <Radio.Group
          options={[
            { value: true, label: '成立' },
            { value: false, label: '不成立' },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['upheld']}>
        {({ getFieldValue }) =>
          getFieldValue('upheld') === true && (
            <Form.Item
              name="adjustment"
              label="更正分值（加分写正数，扣分写负数）"
              rules={[{ required: true, pattern: /^-?\d{1,4}(\.\d{1,2})?$/, message: '请填写数字，最多两位小数' }]}
            >
              <Input />
            </Form.Item>
          )
        }
      </Form.Item>
      <Form.Item name="reason" label="理由" rules={[{ required: true, message: '请写明理由' }]}>
        <Input.TextArea rows={4} maxLength={2000} />
      </Form.Item>
    </DeedModal>
  );
}
