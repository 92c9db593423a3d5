import type { InstrumentLayout, InstrumentPaper, LayoutBlock, LayoutColumn } from './instrument-layout';

const END: readonly LayoutBlock[] = [{ block: 'attachments' }, { block: 'signature' }, { block: 'imprint' }];

const LATE_ITEMS: readonly LayoutColumn[] = [
  { heading: '序号', value: '{number}', share: 8, align: 'center' },
  { heading: '工作任务', value: '{task}', share: 33 },
  { heading: '承办单位', value: '{unit}', share: 17, align: 'center' },
  { heading: '完成时限', value: '{due}', share: 24, align: 'center' },
  { heading: '目前情况', value: '{state}', share: 18, align: 'center' },
];

/** In a 通报 the unit's own reason stands beside what it is named for. */
const NAMED_ITEMS: readonly LayoutColumn[] = [
  { heading: '序号', value: '{number}', share: 8, align: 'center' },
  { heading: '工作任务', value: '{task}', share: 27 },
  { heading: '承办单位', value: '{unit}', share: 15, align: 'center' },
  { heading: '完成时限', value: '{due}', share: 17, align: 'center' },
  { heading: '目前情况', value: '{state}', share: 13, align: 'center' },
  { heading: '单位说明的原因', value: '{cause}', share: 20 },
];

const CONTACT: LayoutBlock = { block: 'paragraph', text: '联系人：{contact}', when: 'contact' };

/** The layouts that the system comes with; an office replaces any of them as a whole. */
export const instrumentLayouts: Readonly<Record<InstrumentPaper, InstrumentLayout>> = {
  urging: {
    paper: 'urging',
    blocks: [
      { block: 'masthead' },
      { block: 'title', text: '催办通知' },
      { block: 'number', align: 'center' },
      { block: 'receivers' },
      { block: 'paragraph', text: '根据{authority}，现对下列到期未办结事项予以催办。', when: 'authority' },
      { block: 'list', of: 'grounds' },
      { block: 'itemTable', columns: LATE_ITEMS, when: 'items' },
      { block: 'paragraph', text: '请于{within}完成上述事项，并在系统中填报办理结果。', when: 'within' },
      { block: 'list', of: 'requirements', label: 'arabic' },
      { block: 'paragraph', text: '确因客观原因不能按期办结的，请说明原因和预计完成时间。' },
      CONTACT,
      ...END,
    ],
  },
  supervisionOrder: {
    paper: 'supervisionOrder',
    blocks: [
      { block: 'masthead' },
      { block: 'title', text: '督办单' },
      {
        block: 'fieldTable',
        rows: [
          [
            { label: '编　　号', value: '{number}' },
            { label: '签发日期', value: '{date}' },
          ],
          [{ label: '督办事项', value: '{matter}' }],
          [{ label: '督办依据', value: '{authority}' }],
          [
            { label: '承办单位', value: '{targets}' },
            { label: '办理期限', value: '{within}' },
          ],
          [
            { label: '签 发 人', value: '{approver}' },
            { label: '联 系 人', value: '{contact}' },
          ],
          [{ label: '督办缘由', list: 'grounds' }],
          [{ label: '办理要求', list: 'requirements' }],
        ],
      },
      { block: 'attachments' },
      { block: 'signature' },
      { block: 'pageBreak', when: 'items' },
      { block: 'itemTable', caption: '督办事项明细', columns: LATE_ITEMS, when: 'items' },
      {
        block: 'fieldTable',
        rows: [
          [{ label: '办理结果', lines: 4 }],
          [
            { label: '承办单位\n负责人', lines: 2 },
            { label: '反馈日期', lines: 2 },
          ],
        ],
      },
      { block: 'imprint' },
    ],
  },
  summons: {
    paper: 'summons',
    blocks: [
      { block: 'masthead' },
      { block: 'title', text: '约谈通知书' },
      { block: 'number', align: 'center' },
      { block: 'receivers' },
      { block: 'paragraph', text: '根据{authority}，决定对你单位进行约谈。现将有关事项通知如下。', when: 'authority' },
      { block: 'heading', level: 1, text: '一、约谈事由' },
      { block: 'list', of: 'grounds' },
      { block: 'itemTable', columns: LATE_ITEMS, when: 'items' },
      { block: 'heading', level: 1, text: '二、约谈安排' },
      { block: 'paragraph', text: '时间：{meetingTime}' },
      { block: 'paragraph', text: '地点：{meetingPlace}' },
      { block: 'paragraph', text: '约谈人：{chair}', when: 'chair' },
      { block: 'paragraph', text: '被约谈人：{attendees}', when: 'attendees' },
      { block: 'heading', level: 1, text: '三、有关要求', when: 'requirements' },
      { block: 'list', of: 'requirements', label: 'arabic' },
      CONTACT,
      ...END,
    ],
  },
  summonsMinutes: {
    paper: 'summonsMinutes',
    blocks: [
      { block: 'masthead' },
      { block: 'title', text: '约谈纪要' },
      { block: 'number', align: 'center' },
      {
        block: 'fieldTable',
        rows: [
          [
            { label: '时　　间', value: '{meetingTime}' },
            { label: '地　　点', value: '{meetingPlace}' },
          ],
          [
            { label: '约 谈 人', value: '{chair}' },
            { label: '记 录 人', value: '{recorder}' },
          ],
          [{ label: '被约谈单位', value: '{targets}' }],
          [{ label: '被约谈人', value: '{attendees}' }],
        ],
      },
      { block: 'heading', level: 1, text: '一、约谈事由' },
      { block: 'list', of: 'grounds' },
      { block: 'heading', level: 1, text: '二、约谈情况', when: 'explanations' },
      { block: 'list', of: 'explanations' },
      { block: 'heading', level: 1, text: '三、约谈要求' },
      { block: 'list', of: 'requirements', label: 'bracketed' },
      { block: 'paragraph', text: '被约谈单位应当于{within}报送整改方案。', when: 'within' },
      { block: 'heading', level: 1, text: '四、被约谈单位表态', when: 'commitments' },
      { block: 'list', of: 'commitments' },
      { block: 'signLines', lines: ['约谈人（签字）：', '被约谈人（签字）：', '记录人（签字）：'] },
      ...END,
    ],
  },
  listing: {
    paper: 'listing',
    blocks: [
      { block: 'masthead' },
      { block: 'title', text: '挂牌督办通知书' },
      { block: 'number', align: 'center' },
      { block: 'receivers' },
      { block: 'paragraph', text: '根据{authority}，决定对下列事项实行挂牌督办。', when: 'authority' },
      { block: 'heading', level: 1, text: '一、督办事项' },
      { block: 'paragraph', text: '{matter}', when: 'matter' },
      { block: 'list', of: 'grounds' },
      { block: 'itemTable', columns: LATE_ITEMS, when: 'items' },
      { block: 'heading', level: 1, text: '二、办理要求' },
      { block: 'list', of: 'requirements', label: 'bracketed' },
      { block: 'heading', level: 1, text: '三、办理期限' },
      { block: 'paragraph', text: '请于{within}完成整改，报送整改结果并申请验收。', when: 'within' },
      { block: 'paragraph', text: '需要延期的，应当在期限届满前书面申请，说明已做工作、延期理由和后续安排。' },
      { block: 'heading', level: 1, text: '四、报告要求' },
      { block: 'paragraph', text: '{reporting}。', when: 'reporting' },
      { block: 'paragraph', text: '遇有重大情况，随时报告。' },
      { block: 'heading', level: 1, text: '五、解除方式和程序' },
      { block: 'paragraph', text: '{release}', when: 'release' },
      CONTACT,
      ...END,
    ],
  },
  delisting: {
    paper: 'delisting',
    blocks: [
      { block: 'masthead' },
      { block: 'title', text: '关于解除挂牌督办的通知' },
      { block: 'number', align: 'center' },
      { block: 'receivers' },
      {
        block: 'paragraph',
        text: '{listingNumber}挂牌督办的“{matter}”事项，经验收，符合解除条件。根据{authority}，决定予以摘牌。',
      },
      { block: 'list', of: 'grounds' },
      { block: 'heading', level: 1, text: '后续要求', when: 'requirements' },
      { block: 'list', of: 'requirements', label: 'arabic' },
      CONTACT,
      ...END,
    ],
  },
  bulletin: {
    paper: 'bulletin',
    blocks: [
      { block: 'masthead' },
      { block: 'title', text: '关于{matter}的通报' },
      { block: 'number', align: 'center' },
      { block: 'receivers' },
      { block: 'paragraph', text: '根据{authority}，现将有关情况通报如下。', when: 'authority' },
      { block: 'heading', level: 1, text: '一、基本情况', when: 'grounds' },
      { block: 'list', of: 'grounds' },
      { block: 'factTable', of: 'units', caption: '各单位责任事项办理情况' },
      { block: 'chart', of: 'units', caption: '各单位责任事项办理情况图（项）' },
      { block: 'itemTable', caption: '予以点名的事项', columns: NAMED_ITEMS, when: 'items' },
      { block: 'heading', level: 1, text: '二、工作要求', when: 'requirements' },
      { block: 'list', of: 'requirements', label: 'bracketed' },
      { block: 'paragraph', text: '请有关单位于{within}报告整改情况。', when: 'within' },
      CONTACT,
      ...END,
    ],
  },
};
