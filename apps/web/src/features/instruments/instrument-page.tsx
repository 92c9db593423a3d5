import { Card, Descriptions, Flex, Tag, Typography } from 'antd';
import { Link, useParams } from 'react-router';
import type { Instrument } from '../../api/shown';
import { useInstrument } from '../../api/queries';
import { instrumentKinds, instrumentPapers, instrumentStates, word } from '../../i18n/zh-CN';
import { FileList } from '../../ui/files';
import { dayWords, instantWords, periodWords } from '../../ui/format';
import { Loaded, Page } from '../../ui/page';
import { BulletinFactsCards } from './bulletin-facts';
import { InstrumentDeeds } from './instrument-deeds';
import { InstrumentItems, InstrumentStagesCard, InstrumentTargets } from './instrument-parts';
import { InstrumentProblems } from './instrument-problems';
import { InstrumentRequests } from './instrument-requests';
import { StageForm } from './stage-form';
import { TargetDeedForm } from './target-deeds';

export function InstrumentPage() {
  const id = useParams()['id'] ?? '';
  const instrument = useInstrument(id);
  return <Loaded query={instrument}>{(data) => <InstrumentView key={id} instrument={data} />}</Loaded>;
}

function InstrumentView({ instrument }: { instrument: Instrument }) {
  const unitOf = (targetId: string | null) => instrument.targets.find((target) => target.id === targetId)?.unitName ?? null;
  const offers = instrument.offered.length + instrument.deeds.length;
  return (
    <Page
      title={instrument.title}
      back={{ to: '/instruments', text: '督办文书' }}
      extra={<InstrumentDeeds instrument={instrument} />}
    >
      <About instrument={instrument} />
      {offers > 0 && (
        <Card size="small" title="可办理的事项" style={{ borderColor: '#9db9de' }}>
          <Flex gap={8} wrap>
            {instrument.offered.map((offer) => (
              <StageForm
                key={`${offer.targetId ?? ''}:${offer.stageKey}`}
                instrument={instrument}
                targetId={offer.targetId}
                stageKey={offer.stageKey}
                unitName={unitOf(offer.targetId)}
              />
            ))}
            {instrument.deeds.map((offer) => (
              <TargetDeedForm
                key={`${offer.targetId}:${offer.deed}`}
                instrument={instrument}
                offer={offer}
                unitName={unitOf(offer.targetId) ?? ''}
              />
            ))}
          </Flex>
        </Card>
      )}
      {instrument.facts && <BulletinFactsCards facts={instrument.facts} />}
      <InstrumentTargets instrument={instrument} />
      <InstrumentItems instrument={instrument} unitOf={unitOf} />
      <InstrumentRequests instrument={instrument} unitOf={unitOf} />
      <InstrumentProblems instrument={instrument} />
      <InstrumentStagesCard instrument={instrument} unitOf={unitOf} />
    </Page>
  );
}

function About({ instrument }: { instrument: Instrument }) {
  return (
    <Card size="small">
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2, xl: 3 }}
        items={[
          {
            key: 'kind',
            label: '种类',
            children: (
              <>
                {word(instrumentKinds, instrument.kind)}
                {instrument.isPublic && <Tag style={{ marginLeft: 8 }}>公开</Tag>}
              </>
            ),
          },
          { key: 'number', label: '文号', children: instrument.number ?? '签发时编号' },
          { key: 'state', label: '状态', children: word(instrumentStates, instrument.state) },
          { key: 'plan', label: '计划', children: instrument.planTitle ?? '—' },
          { key: 'opened', label: '生成', children: instantWords(instrument.openedAt) },
          { key: 'issued', label: '签发', children: instantWords(instrument.issuedAt) || '—' },
          ...(instrument.meetingAt
            ? [
                { key: 'meeting', label: '约谈时间', children: instantWords(instrument.meetingAt) },
                { key: 'place', label: '约谈地点', children: instrument.meetingPlace ?? '—' },
                { key: 'chair', label: '约谈人', children: instrument.chairedBy ?? '—' },
              ]
            : []),
          ...(instrument.contact ? [{ key: 'contact', label: '联系人', children: instrument.contact }] : []),
          ...(instrument.answerByOn
            ? [{ key: 'answerBy', label: '来文要求答复', children: dayWords(instrument.answerByOn) }]
            : []),
          ...(instrument.factsAt
            ? [
                {
                  key: 'facts',
                  label: '数据截至',
                  children: `${instantWords(instrument.factsAt)}${instrument.period ? `（${periodWords(instrument.period)}）` : ''}`,
                },
              ]
            : []),
        ]}
      />
      <Named name="事由" text={instrument.grounds} />
      <Named name="办理要求" text={instrument.requirements} />
      <Flex gap={16} wrap style={{ marginTop: 8 }}>
        {instrument.papers.map((offer) => (
          <a
            key={`${offer.paper}:${offer.targetId ?? ''}`}
            href={`/api/instruments/${instrument.id}/paper?paper=${offer.paper}${offer.targetId ? `&targetId=${offer.targetId}` : ''}`}
            download
          >
            下载{word(instrumentPapers, offer.paper)}
            {offer.targetId && instrument.targets.length > 1
              ? `（${instrument.targets.find((target) => target.id === offer.targetId)?.unitName ?? ''}）`
              : ''}
            {offer.isDraft && '（送审稿）'}
          </a>
        ))}
        {instrument.precedingId && <Link to={`/instruments/${instrument.precedingId}`}>查看上一份文书</Link>}
        {instrument.following.map((next) => (
          <Link key={next.id} to={`/instruments/${next.id}`}>
            转入：{next.number ?? next.title}
          </Link>
        ))}
        {instrument.signOffId && <Link to={`/sign-offs/${instrument.signOffId}`}>查看签发过程</Link>}
      </Flex>
      <Files name="依据材料" files={instrument.evidence} />
      <Files name="盖章扫描件" files={instrument.scans} />
      <Files name="送达回证" files={instrument.services} />
    </Card>
  );
}

const Files = ({ name, files }: { name: string; files: Instrument['evidence'] }) =>
  files.length === 0 ? null : (
    <Flex gap={8} style={{ marginTop: 8 }}>
      <Typography.Text strong>{name}：</Typography.Text>
      <FileList files={files} />
    </Flex>
  );

const Named = ({ name, text }: { name: string; text: string }) =>
  text === '' ? null : (
    <p className="prewrap" style={{ margin: '8px 0 0' }}>
      <strong>{name}：</strong>
      {text}
    </p>
  );
