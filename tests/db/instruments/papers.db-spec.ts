import { instantOf, type StageKey, type StagePayload } from '@duban/domain';
import { completeStage, instrumentDocumentOf, openInstrument, startDelisting, submitInstrument } from '@duban/application';
import { withTransaction } from '@duban/database';
import type { InstrumentDocument } from '@duban/documents';
import { InstrumentCases } from './cases';

let cases: InstrumentCases;
beforeEach(async () => {
  cases = await InstrumentCases.open('2026-03-02');
});
afterEach(() => cases.deps.close());

/** Opened by hand for the first unit; signed by everyone of its chain. */
async function draft(kind: string): Promise<string> {
  const [owed] = await cases.owe(0, '2026-02-10');
  const { instrumentId } = await cases.must(cases.clerk, (act) =>
    openInstrument(act, {
      kind,
      planId: cases.planId,
      grounds: '案卷评查逾期未办结，经督办仍无进展。',
      unitIds: [cases.unit(0).unitId],
      items: [{ obligationId: owed?.id ?? '' }],
    }),
  );
  return instrumentId;
}
async function issue(instrumentId: string, signers: readonly string[], more: object = {}): Promise<void> {
  const { signOffId } = await cases.must(cases.clerk, (act) => submitInstrument(act, { instrumentId, ...more }));
  await cases.signAll(signOffId ?? '', signers);
}
const targetOf = async (instrumentId: string): Promise<string> =>
  (await cases.query<{ id: string }>('select id from instrument_target where instrument_id = $1', [instrumentId]))[0]?.id ?? '';

async function paperOf(instrumentId: string, paper?: 'summonsMinutes' | 'delisting'): Promise<InstrumentDocument> {
  const targetId = await targetOf(instrumentId);
  const document = await withTransaction(cases.deps.database, (tx) =>
    instrumentDocumentOf(tx, { instrumentId, today: cases.today, ...(paper === undefined ? {} : { paper, targetId }) }),
  );
  if (!document) throw new Error('no paper');
  return document;
}
const complete = async (personId: string, instrumentId: string, stageKey: StageKey, payload: StagePayload, ofCase = false) => {
  const targetId = ofCase ? null : await targetOf(instrumentId);
  await cases.must(personId, (act) => completeStage(act, { instrumentId, targetId, stageKey, payload }));
};

const head = () => cases.unit(0).head.personId;
const liaison = () => cases.unit(0).liaison.personId;

test('a 督办单 says by its policy how long there is until it is served, and by the day from then on; and whom one may ask', async () => {
  const id = await draft('supervisionOrder');
  expect(await paperOf(id)).toMatchObject({ within: '送达之日起10个工作日内', contact: '示例区司法局　督办专员' });
  await issue(id, [cases.officeHead], { contact: '督察科 刘示例 12345' });
  expect(await paperOf(id)).toMatchObject({
    within: '2026年3月16日前',
    limit: '2026-03-16',
    contact: '督察科 刘示例 12345',
    approver: '督办主任',
  });
});

test('a 约谈 names who holds it and who is called; its minutes who came, who wrote them, what was agreed and promised', async () => {
  const id = await draft('summons');
  expect((await paperOf(id)).meeting).toBeUndefined();
  await issue(id, [cases.officeHead, cases.deputy(0)], {
    meetingAtMs: instantOf('2026-03-09', 9),
    meetingPlace: '第一会议室',
    chairedBy: '分管领导一',
  });
  const notice = await paperOf(id);
  expect(notice.meeting).toEqual({
    time: '2026年3月9日9:00',
    place: '第一会议室',
    chair: '分管领导一',
    attendees: '甲局主要负责人甲局负责人',
  });
  cases.moveTo('2026-03-09', 11);
  await complete(cases.clerk, id, 'meeting', { heldOn: '2026-03-09', place: '第二会议室', recorder: '督办专员' }, true);
  await complete(cases.clerk, id, 'attendance', { attended: 'substitute', attendee: '甲局副局长', text: '主要负责人公出。' });
  await complete(cases.clerk, id, 'minutes', {
    text: '通报了情况。\n听取了说明。',
    lines: [{ problem: '案卷评查滞后。', measure: '集中评查', owner: '法规股', dueOn: '2026-03-31' }],
  });
  cases.moveTo('2026-03-10', 9);
  await complete(head(), id, 'minutes', { commitment: '保证按期整改到位。' });
  expect(await paperOf(id, 'summonsMinutes')).toMatchObject({
    requirements: ['案卷评查滞后；集中评查；由法规股负责，于2026年3月31日前完成。'],
    within: '2026年3月17日前',
    meeting: {
      time: '2026年3月9日9:00',
      place: '第二会议室',
      chair: '分管领导一',
      recorder: '督办专员',
      attendees: '甲局副局长',
      explanations: ['通报了情况。', '听取了说明。'],
      commitments: ['保证按期整改到位。'],
    },
  });
});

test('a 挂牌督办 says how to report and how it ends by its policy; its 摘牌 what was found, by whom and when it was decided', async () => {
  const id = await draft('listing');
  await issue(id, [cases.officeHead, cases.chief]);
  expect(await paperOf(id)).toMatchObject({
    within: '整改方案报送之日起60个自然日内',
    reporting:
      '自送达之日起5个工作日内报送整改方案；整改期间每月报告一次进展；自整改方案报送之日起60个自然日内报送整改结果并申请验收',
    release:
      '整改完成后由被督办单位申请验收，督办机构指派2名以上工作人员现场核查；验收通过的，经督办机构审核、主要领导审批后解除挂牌督办；期限届满验收不通过的，转入通报程序。',
  });
  cases.moveTo('2026-03-04');
  await complete(liaison(), id, 'plan', { text: '整改方案' });
  expect(await paperOf(id)).toMatchObject({ within: '2026年5月6日前' });
  await complete(liaison(), id, 'answer', { text: '已整改。' });
  await complete(cases.clerk, id, 'acceptance', { accepted: true, text: '案卷齐全。' });
  await complete(cases.officeHead, id, 'acceptance', { accepted: true, text: '同意验收。' });
  const { signOffId } = await cases.must(cases.clerk, (act) =>
    targetOf(id).then((targetId) => startDelisting(act, { instrumentId: id, targetId })),
  );
  cases.moveTo('2026-03-06');
  await cases.signAll(signOffId, [cases.officeHead, cases.chief]);
  const paper = await paperOf(id, 'delisting');
  expect(paper).toMatchObject({
    listingNumber: '挂牌〔2026〕1号',
    grounds: ['案卷齐全。', '同意验收。'],
    requirements: [],
    date: '2026-03-06',
    approver: '主要领导',
  });
  expect(paper.number).toBeUndefined();
});
