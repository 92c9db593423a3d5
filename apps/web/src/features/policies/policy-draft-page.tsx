import { Alert, Button, Card, Flex, Popconfirm, Tabs, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { client, type Schemas } from '../../api/client';
import { usePolicyDraft } from '../../api/policy-queries';
import { useCommand } from '../../api/use-command';
import { instantWords } from '../../ui/format';
import { Loaded, Page } from '../../ui/page';
import { CaseRulesEditor } from './case-rules-editor';
import { ChainsEditor } from './chains-editor';
import { FindingsSummary } from './findings';
import { LadderEditor } from './ladder-editor';
import { bodyOf, type PolicyBody } from './policy-body';
import { DifferenceTable, PolicyReading } from './policy-reading';
import { LampsEditor, StagesEditor, TermsEditor } from './terms-editor';

type Draft = Schemas['PolicyDraft'];

/** A draft: edited, checked with the findings beside their places, compared with the version before, published. */
export function PolicyDraftPage() {
  const draft = usePolicyDraft(useParams()['id'] ?? '');
  return <Loaded query={draft}>{(data) => <DraftView key={data.version} draft={data} />}</Loaded>;
}

function DraftView({ draft }: { draft: Draft }) {
  const stored = bodyOf(draft.body);
  const [policy, setPolicy] = useState<PolicyBody>(stored);
  const isChanged = JSON.stringify(policy) !== JSON.stringify(stored);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    if (isChanged) window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isChanged]);
  const { findings, inWords, differences } = draft;
  const names = new Map((inWords?.chains ?? []).map((chain) => [chain.key, chain.name]));
  const editor = { policy, findings, onChange: setPolicy };
  return (
    <Page
      title={`${policy.name || '督办制度'}（草案）`}
      back={{ to: '/policies', text: '督办制度' }}
      extra={<Deeds draft={draft} policy={policy} isChanged={isChanged} onReset={() => setPolicy(stored)} />}
    >
      {isChanged ? (
        <Alert type="warning" showIcon title="有改动尚未保存，保存后重新检查" />
      ) : (
        <FindingsSummary findings={findings} />
      )}
      <Typography.Text type="secondary">最近一次保存：{instantWords(draft.editedAt)}</Typography.Text>
      <Tabs
        items={[
          {
            key: 'edit',
            label: '修改',
            children: (
              <Flex vertical gap={16}>
                <LadderEditor
                  policy={policy}
                  inWords={inWords?.rungs ?? []}
                  findings={findings}
                  onChange={(ladder) => setPolicy({ ...policy, ladder })}
                />
                <ChainsEditor
                  policy={policy}
                  names={names}
                  findings={findings}
                  onChange={(chains) => setPolicy({ ...policy, chains })}
                />
                <StagesEditor {...editor} />
                <TermsEditor {...editor} />
                <CaseRulesEditor {...editor} misses={draft.misses} />
                <LampsEditor {...editor} />
              </Flex>
            ),
          },
          {
            key: 'read',
            label: '通读',
            disabled: isChanged || inWords === null,
            children: inWords && (
              <Flex vertical gap={16}>
                <PolicyReading body={draft.body} inWords={inWords} />
              </Flex>
            ),
          },
          {
            key: 'difference',
            label: `与原版的差异${isChanged ? '' : `（${differences.length}）`}`,
            disabled: isChanged || draft.baseVersionId === null,
            children: (
              <Card size="small">
                <DifferenceTable items={differences} />
              </Card>
            ),
          },
        ]}
      />
    </Page>
  );
}

interface DeedProps {
  readonly draft: Draft;
  readonly policy: PolicyBody;
  readonly isChanged: boolean;
  readonly onReset: () => void;
}

function Deeds({ draft, policy, isChanged, onReset }: DeedProps) {
  const navigate = useNavigate();
  const params = (key: string) => ({ path: { id: draft.id }, header: { 'Idempotency-Key': key } });
  const save = useCommand(
    (body: PolicyBody, key) =>
      client.PUT('/api/policies/drafts/{id}', { params: params(key), body: { version: draft.version, body: { ...body } } }),
    { done: '已保存' },
  );
  const publish = useCommand(
    (_: null, key) =>
      client.POST('/api/policies/drafts/{id}/publication', { params: params(key), body: { version: draft.version } }),
    { done: '已发布', onDone: ({ policyVersionId }) => void navigate(`/policies/versions/${policyVersionId}`) },
  );
  const drop = useCommand((_: null, key) => client.POST('/api/policies/drafts/{id}/removal', { params: params(key) }), {
    done: '已撤销草案',
    onDone: () => void navigate('/policies'),
  });
  return (
    <>
      {isChanged && <Button onClick={onReset}>放弃改动</Button>}
      <Button
        type={isChanged ? 'primary' : 'default'}
        disabled={!isChanged}
        loading={save.isPending}
        onClick={() => save.mutate(policy)}
      >
        保存并检查
      </Button>
      <Popconfirm
        title="撤销后草案不再保留，已发布的版本不受影响。"
        okText="撤销"
        cancelText="取消"
        onConfirm={() => drop.mutate(null)}
      >
        <Button danger loading={drop.isPending}>
          撤销草案
        </Button>
      </Popconfirm>
      <Popconfirm
        title="发布后成为新的一版，不能再改；各计划仍按原来的版本，更换时逐个确认。"
        okText="发布"
        cancelText="取消"
        onConfirm={() => publish.mutate(null)}
      >
        <Button type="primary" disabled={isChanged || !draft.isSound} loading={publish.isPending}>
          发布
        </Button>
      </Popconfirm>
    </>
  );
}
