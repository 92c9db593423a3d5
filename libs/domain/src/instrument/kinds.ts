/** 督办文书 and the incoming kinds (design section 6). */
export type InstrumentKind =
  | 'urging' // 催办
  | 'supervisionOrder' // 督办单
  | 'summons' // 约谈
  | 'listing' // 挂牌督办
  | 'bulletin' // 通报
  | 'enforcementOpinion' // 执法监督意见书
  | 'procuratorialSuggestion' // 检察建议
  | 'judicialSuggestion' // 司法建议
  | 'congressSuggestion' // 人大代表建议
  | 'consultativeProposal' // 政协提案
  | 'auditRectification' // 审计整改
  | 'caseReview' // 案卷评查问题
  | 'inspectionFeedback'; // 巡察、督察反馈问题
