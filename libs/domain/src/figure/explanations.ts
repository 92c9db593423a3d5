/**
 * The sentences that go with a finding. They stand here and not in `libs/wording` because `explain` is part of the result
 * that `duban check` prints as JSON, and the domain imports no package.
 */
export const explanations = {
  partsDiffer: (sum: string, total: string) => `各分项相加为${sum}，与所列总数${total}不符。`,
  partsRounding: (sum: string, total: string) => `各分项相加为${sum}，与总数${total}的尾数不同，可能是四舍五入所致，请核对。`,
  partsShort: (sum: string, total: string) => `所列各项相加为${sum}，与总数${total}不等；如已列全，则有一数有误。`,
  partsOver: (sum: string, total: string) => `所列各项相加为${sum}，超过总数${total}；各项若无交叉，则有一数有误。`,
  partOverWhole: (part: string, total: string) => `其中的一部分${part}大于总数${total}。`,
  bothOverWhole: (sum: string, total: string) => `两项相加为${sum}，超过总数${total}。`,
  ratioDiffers: (name: string, arithmetic: string, printed: string) =>
    `按文中数字计算，${name}应为${arithmetic}，文中写作${printed}。`,
  ratioUnsure: (name: string, arithmetic: string, printed: string) =>
    `按最近的两个数字计算，${name}为${arithmetic}，文中写作${printed}；请核对所用的分子、分母。`,
  ratioTruncated: (exact: string, printed: string) => `按四舍五入应为${exact}，文中写作${printed}，系直接舍去尾数，请核对。`,
  shareAdjusted: (exact: string, printed: string) =>
    `按四舍五入应为${exact}，文中写作${printed}，末位相差1，可能是为使各项合计为100%而调整，请核对。`,
  shareOfSum: (sum: string, total: string) => `各项占比均以各项之和${sum}为分母，与前文的总数${total}不同，请核对总数。`,
  ratioNotAll: (left: string) => `尚有${left}未完成，不宜写作100%。`,
  unitSlip: (printed: string, meant: string, rate: string) =>
    `“${printed}”与同句的比率${rate}不符；若为“${meant}”则相符，单位多写或少写了“万”。`,
  unitImplausible: (printed: string, value: string) => `“${printed}”即${value}，数量过大，疑为单位多写了“万”。`,
  unitPair: (a: string, b: string) => `“${a}”与“${b}”相差万倍，疑有一处单位误写“万”。`,
  unitTwice: (printed: string) => `“${printed}”中“万”字重复，请核对单位。`,
  complementDiffers: (name: string, sum: string) => `${name}与不${name}之和应为100%，文中两数之和为${sum}。`,
  complementUnsure: (name: string, sum: string) => `${name}与不${name}之和为${sum}；如无其他类别，则有一数有误。`,
  differenceDiffers: (arithmetic: string, printed: string) => `按文中数字计算，${arithmetic}，文中写作${printed}。`,
  differenceRounding: (arithmetic: string, printed: string) =>
    `${arithmetic}，文中写作${printed}，尾数不同可能是四舍五入所致，请核对。`,
  differenceUnsure: (arithmetic: string, printed: string) => `${arithmetic}，文中写作${printed}；如有结转、撤回等情形请注明。`,
  reductionBase: (byAudited: string, bySubmitted: string) =>
    `文中的核减率系以审定（审核）金额为分母（${byAudited}）；核减率通常以送审金额为分母，应为${bySubmitted}。`,
  directionWrong: (from: string, to: string) => `增减的说法与所列数字相反：由${from}到${to}。`,
  fallOverAll: (printed: string) => `下降（减少）不可能超过100%，文中写作${printed}。`,
  percentPoint: (points: string) => `两个百分比之差应称“个百分点”（${points}个百分点）。`,
  productDiffers: (arithmetic: string, printed: string) => `按标准计算，${arithmetic}，文中写作${printed}。`,
  averageDiffers: (arithmetic: string, printed: string) => `按文中数字计算平均数为${arithmetic}，文中写作${printed}，请核对。`,
  allDoneDiffers: (whole: string, done: string) => `文中称全部完成，但总数为${whole}，完成数为${done}。`,
  allDoneWithOpen: (open: string) => `文中称全部完成或完成率100%，同句又称尚有${open}未完成。`,
  doneOverWhole: (whole: string, done: string) => `完成数${done}大于总数${whole}；如含上年结转请注明。`,
  sharesDiffer: (sum: string) => `所列各项占比之和为${sum}，超过100%。`,
  overHundred: (name: string) => `${name}是部分与全体之比，不可能超过100%。`,
  overHundredUnsure: (name: string) => `${name}超过100%，如因上年结转所致请注明。`,
  noSuchDay: (day: string) => `没有“${day}”这一天。`,
  noSuchMonth: (month: string) => `没有“${month}”。`,
  wrongWeekday: (day: string, weekday: string) => `${day}是${weekday}。`,
  yearImpossible: (year: string) => `“${year}”不可能是年份。`,
  yearUnlikely: (year: string) => `“${year}”疑有误字，请核对年份。`,
  daysReversed: (span: string) => `“${span}”的起止日期颠倒。`,
  yearsReversed: (span: string) => `“${span}”的起止年份颠倒。`,
  yearLost: (printed: string, likely: string) => `“${printed}”疑脱字，可能是“${likely}”。`,
  repeatDiffers: (earlier: string, later: string) => `同一数据前后不一：前文为${earlier}，此处为${later}。`,
  repeatUnsure: (earlier: string, later: string, line: number) =>
    `第${line}行有相同表述，数为${earlier}，此处为${later}；如所指不同请忽略。`,
  enumerationDiffers: (name: string, listed: number) => `“${name}”之后的括号内列出了${listed}项。`,
} as const;
