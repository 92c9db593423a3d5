import { checkFigures } from './check-figures';

const check = (...texts: string[]) => checkFigures(texts.map((text, at) => ({ line: at + 1, text })));
/** What is said of a text, one word for each statement: `ok parts`, `error difference 959万元`. */
const say = (text: string): string[] => {
  const { verified, findings } = check(...text.split('\n'));
  return [
    ...verified.map((v) => `ok ${v.rule}`),
    ...findings.map((f) => `${f.severity} ${f.rule}${f.expected === '' ? '' : ` ${f.expected}`}`),
  ];
};

const CASES: readonly (readonly [text: string, said: readonly string[]])[] = [
  // parts and totals
  ['全年共办理行政复议案件90件，其中维持50件、撤销8件、其他32件。', ['ok parts']],
  ['全年共办理行政复议案件90件，其中维持50件、撤销8件、其他33件。', ['error parts 91件']],
  ['共收到行政诉讼案件40件，其中一审22件，二审15件，再审3件。', ['ok parts']],
  ['共收到行政诉讼案件40件，其中一审22件，二审15件，再审4件。', ['error parts 41件']],
  ['调整职权事项520项，其中取消40项、增加60项、修改420项。', ['ok parts']],
  ['调整职权事项520项，其中取消40项、增加60项、修改42项。', ['error parts 142项']],
  // What 其中 names need not be all: no finding where the rest is simply not told.
  ['全年办理案件100件，其中重大案件3件、听证案件5件。', []],
  // One person may have two properties.
  ['选拔年轻干部60人，其中党员55人，女性28人。', ['doubt parts 83人']],
  ['选拔年轻干部60人，其中党员65人。', ['error parts ≤60人']],
  ['各镇共排查隐患三百二十处，其中已整改二百处、正在整改一百二十处。', ['ok parts']],
  ['东镇办结12件，西镇办结8件，共计20件。', ['ok parts']],
  ['东镇办结12件，西镇办结8件，共计21件。', ['error parts 20件']],
  ['罚没款共1200.5万元（其中：罚款1000.5万元，没收违法所得200万元）。', ['ok parts']],
  ['罚没款共1200.5万元（其中：罚款1010.5万元，没收违法所得200万元）。', ['error parts 1210.5万元']],
  ['参保34.86万人，其中城镇12.43万人、农村22.44万人。', ['doubt parts 348700人']],
  ['问题资金4116.37万元（其中：促进增收3112.66万元，调账处理3.71万元）。', ['doubt parts 3116.37万元']],
  ['拟脱钩协会10家，有2家脱钩完毕，8家注销。', ['ok parts']],
  ['拟脱钩协会10家，有2家脱钩完毕，9家注销。', ['doubt parts 11家']],
  ['应诉案件24件，其中主要负责人出庭4件，其他负责人出庭16件。', []],
  ['全区共有执法人员约300人，其中镇街120人、区级部门190人。', []],
  // ratios
  ['受理申请125件，办结124件，办结率99.20%。', ['ok ratio']],
  ['受理申请125件，办结124件，办结率99.2%。', ['ok ratio']],
  ['受理申请125件，办结124件，办结率98.2%。', ['error ratio 99.2%']],
  ['受理申请2000件，办结1999件，办结率99.9%。', ['ok ratio']],
  ['受理申请2000件，办结1999件，办结率100%。', ['doubt ratio <100%']],
  ['受理申请110件，办结105件，办结率100%。', ['error ratio 95%']],
  ['发出检察建议118份，收到回复61份，回复率51.69%。', ['ok ratio']],
  ['发出检察建议118份，收到回复61份，回复率51.96%。', ['error ratio 51.69%']],
  // Cut off instead of rounded: 2/3 is 66.67.
  ['共有案件3件，负责人出庭2件，出庭率66.66%。', ['doubt ratio 66.67%']],
  ['提拔干部60人，其中法律专业21人，占比35%。', ['ok ratio']],
  ['提拔干部60人，其中法律专业21人，占比36%。', ['error ratio 35%']],
  ['受理网上信访166件，占信访总量44%。', []],
  ['受理案件120件（含上年结转20件），办结110件，办结率96%。', ['doubt ratio 92%']],
  ['新收案件100件，旧存案件20件，办结110件，办结率91.67%。', ['ok ratio']],
  ['化解纠纷3495件，各级河长巡河1485次，巡河率98.4%。', []],
  ['全市行政诉讼案件4件，负责人出庭应诉5件，应诉率100%。', ['error ratio 125%']],
  ['开展排查12209次，化解纠纷12123件，化解率99.3%。', ['ok ratio']],
  ['开展排查12209次，化解纠纷12123件，化解率98.3%。', ['doubt ratio 99.3%']],
  // The contrary of a deed is not its whole: 24 of 25 + 24.
  ['共批准25人，不批准24人，不批准率48.98%。', ['ok ratio']],
  ['共批准25人，不批准24人，不批准率58.98%。', ['error ratio 96.00%']],
  // shares of a whole told in an earlier line
  ['全市共收到申请6200件。\n甲区421件，占6.8%；乙区782件，占12.6%；丙区2995件，占48.3%。', ['ok ratio', 'ok ratio', 'ok ratio']],
  [
    '全市共收到申请6200件。\n甲区421件，占6.8%；乙区782件，占12.6%；丙区2995件，占38.3%。',
    ['ok ratio', 'ok ratio', 'error ratio 48.3%'],
  ],
  [
    '全市共收到申请6200件。\n甲区421件，占6.8%；乙区782件，占12.6%；丙区1584件，占25.6%。',
    ['ok ratio', 'ok ratio', 'doubt ratio 25.5%'],
  ],
  // Shares of a whole that is told nowhere.
  ['甲区421件，占6.8%；乙区782件，占12.6%；丙区395件，占6.4%。', []],
  ['重大案件受理2件，一般案件受理40件。', []],
  // A list of shares may be of the sum of its parts, and not of the total told before.
  [
    '共办理提案591件。已解决148件，占总数的25.2%；部分解决364件，占总数的61.9%；尚不能解决66件，占总数的11.2%；留作参考10件，占总数的1.7%。',
    ['ok ratio', 'ok ratio', 'doubt ratio 588件'],
  ],
  ['审理案件本年新收968件，审结774件，结案率为70.28%。', ['doubt ratio 79.96%']],
  ['建议共128件，分为三类：一是经济类20件；二是法治类64件；三是其他类44件。', ['ok parts']],
  ['建议共128件，分为三类：一是经济类20件；二是法治类64件；三是其他类45件。', ['error parts 129件']],
  ['民生支出1.21万亿元。', []],
  // units
  ['累计受理业务192万件、办理190万件，办理率达99%。', ['ok ratio']],
  ['累计受理业务1925485万件、办理1913574件，办理率达99%。', ['error unit 1925485件']],
  ['网站访问量981534万人次。', ['doubt unit 981534人次']],
  ['投入资金1200万万元。', ['doubt unit']],
  // complements
  ['评查案卷合格率99.20%，不合格率0.80%。', ['ok complement']],
  ['评查案卷合格率99.20%，不合格率0.90%。', ['error complement 100%']],
  ['群众满意率91%，基本满意率6%，不满意率3%。', ['ok complement']],
  ['群众满意率91%，不满意率3%。', ['doubt complement 100%']],
  // differences
  ['送审金额12198万元，审核金额11239万元，核减金额959万元。', ['ok difference']],
  ['送审金额12198万元，审核金额11239万元，核减金额956万元。', ['error difference 959万元']],
  ['送审金额1000万元，审定金额900万元，核减100万元，核减率10%。', ['ok difference', 'ok reductionRate']],
  ['送审金额1000万元，审定金额900万元，核减100万元，核减率11.1%。', ['ok difference', 'doubt reductionRate 10%']],
  ['送审金额1000万元，审定金额900万元，核减100万元，核减率12%。', ['ok difference', 'error reductionRate 10%']],
  ['共受理案件100件，办结90件，正在办理10件。', ['ok parts']],
  ['共受理案件100件，办结90件，正在办理12件。', ['error difference 10件']],
  // changes
  ['办理环节由12个精简为5个，减少7个。', ['ok change']],
  ['办理环节由12个精简为5个，减少8个。', ['error change 7个']],
  ['出庭应诉率从4.4%提高到81.25%，提高76.85个百分点。', ['ok change']],
  ['出庭应诉率从4.4%提高到81.25%，提高76.85%。', ['doubt change 76.85个百分点']],
  ['受理复议申请120件，上年同期100件，同比增长20%。', ['ok change']],
  ['受理复议申请120件，上年同期100件，同比增长25%。', ['error change 20%']],
  // products and averages
  ['对51名重点人员按照每人1670元的标准发放8.517万元补助金。', ['ok product']],
  ['对51名重点人员按照每人1670元的标准发放8.617万元补助金。', ['error product 8.517万元']],
  ['举办讲座120场，参加群众6000人次，场均50人次。', ['ok average']],
  ['举办讲座120场，参加群众6000人次，场均60人次。', ['error average 50人次']],
  // completion
  ['处置问题线索86件，办结86件。', ['ok completion']],
  ['收到意见110件，已全部办结105件。', ['error completion 110件']],
  ['受理投诉80件，办结率100%，尚有3件正在办理。', ['error completion']],
  ['共有50人参加考试，52人合格。', ['error completion ≤50人']],
  ['87件代表建议和125件政协提案已全部办结。', []],
  // shares and ceilings
  ['民事、刑事、行政案件分别占60.5%、30.2%、9.3%。', ['ok share']],
  ['群众满意率达102%。', ['error ceiling ≤100%']],
  ['超额完成任务，目标完成率105%。', []],
  // calendar
  ['2023年2月29日召开会议。', ['error calendar 2月1日至28日']],
  ['2024年2月29日召开会议。', []],
  ['13月底前完成整改。', ['error calendar 1月至12月']],
  ['2019年12月3日星期二', ['ok calendar']],
  ['2019年12月3日星期三', ['error calendar 星期二']],
  ['根据《法治政府建设实施纲要（2025—2021年）》', ['error calendar 2021—2025年']],
  ['2202年度工作总结', ['error calendar']],
  ['20204月印发工作要点。', ['doubt lostCharacter 2020年4月']],
  ['2021226', ['doubt lostCharacter 2021年2月26日']],
  ['2020年工作\n区202020项民心工程', ['doubt lostCharacter 2020年20项']],
  // the same figure twice
  ['共发出检察建议118份。发出的118份检察建议均已送达。', ['ok repeat']],
  ['共发出检察建议118份。发出的108份检察建议均已送达。', ['error repeat 118份']],
  ['2022年，全区共开展普法宣传824场。\n2022年，全区共开展普法宣传842场。', ['error repeat 824场']],
  ['2021年，全区共开展普法宣传824场。\n2022年，全区共开展普法宣传842场。', []],
  // names that count
  ['落实“四包”（包调查、包化解、包稳控、包巩固）责任。', ['ok enumeration']],
  ['落实“四包”（包调查、包化解、包稳控）责任。', ['doubt enumeration 4项']],
  // nothing to compute
  ['坚持24小时值班制度，全面推行行政执法三项制度。', []],
];

describe('checkFigures', () => {
  test.each(CASES)('%s', (text, said) => {
    expect(say(text)).toEqual(said);
  });

  test('a finding quotes its line, the claim and the arithmetic', () => {
    const { findings } = check('一、主要工作', '评审项目18个，送审金额12198万元，审核金额11239万元，净核减金额956万元。');
    expect(findings).toEqual([
      {
        rule: 'difference',
        severity: 'error',
        line: 2,
        claim: '送审金额12198万元，审核金额11239万元，净核减金额956万元',
        expected: '959万元',
        explain: '按文中数字计算，12198−11239=959，文中写作956万元。',
      },
    ]);
  });

  test('a verified claim shows its arithmetic', () => {
    expect(check('调整4185项职权，其中取消314项职权、增加309项职权、修改3562项职权。').verified).toEqual([
      {
        rule: 'parts',
        line: 1,
        claim: '调整4185项职权，其中取消314项职权、增加309项职权、修改3562项职权',
        arithmetic: '314+309+3562=4185',
      },
    ]);
  });
});
