import type { InstrumentKind } from './kinds';

/** The stages after service. What comes before it is the same for every kind: draft, approval and 签发, service. */
export type StageKey =
  | 'receipt' // 签收
  | 'publication' // 挂牌公开
  | 'meeting' // 约谈会
  | 'attendance' // 到会
  | 'minutes' // 约谈纪要
  | 'plan' // 整改方案
  | 'report' // 阶段报告
  | 'answer' // 办理结果、整改报告
  | 'acceptance' // 核查验收
  | 'revisit' // 回访
  | 'reply' // 复函: what the office answers to whoever sent the paper
  | 'delisting' // 摘牌
  | 'announcement'; // 摘牌公开

export interface StageDefinition {
  readonly key: StageKey;
  /** Of the case as a whole, or of each target by itself. */
  readonly scope: 'case' | 'target';
  readonly actor: 'unit' | 'office' | 'bothSides';
  /** Runs beside the main line from service on; nothing counts from it. */
  readonly beside?: true;
  /** How many different people must do it. */
  readonly people?: 2;
  /** Only where the paper is made public, or where the policy gives the stage a limit; else the line passes it over. */
  readonly onlyIf?: 'public' | 'term';
  /** Its limit runs from service, whatever comes before it on the line (an outside limit to answer). */
  readonly owedFrom?: 'service';
}

/** What decides whether a stage that not every case has belongs to this one. */
export interface StageChoice {
  readonly isPublic: boolean;
  /** The stages to which the policy gives a limit. */
  readonly withTerm: readonly string[];
}

/** One kind of 督办文书 as data: the engine in `decide-stage.ts` knows no kind. */
export interface InstrumentDefinition {
  readonly kind: InstrumentKind;
  /** The word before 〔year〕 in its number. */
  readonly numberWord: string;
  /** `incoming`: others issue it, with their own number and day; the office only records it. */
  readonly origin: 'issued' | 'incoming';
  /** Only 催办 goes out without 签发 by a person. */
  readonly goesOutAlone: boolean;
  /** Asks for nothing back: the case closes when it is served. */
  readonly closesAtService: boolean;
  /** May a person open one? 催办 is the clock's own word: a person who wants to urge opens a 督办单. */
  readonly opensByHand: boolean;
  /** The main line in its order, and what runs beside it. */
  readonly stages: readonly StageDefinition[];
  /** What becomes of a target when all that it was urged for has ended. */
  readonly whenItemsEnd: 'close' | 'acceptance' | 'stay';
  /** The kind that an absent or failing target goes on to. */
  readonly missLeadsTo: InstrumentKind | null;
}

const RECEIPT: StageDefinition = { key: 'receipt', scope: 'target', actor: 'unit', beside: true };
const ANSWER: StageDefinition = { key: 'answer', scope: 'target', actor: 'unit' };
const ACCEPTANCE: StageDefinition = { key: 'acceptance', scope: 'target', actor: 'office' };
const PLAN: StageDefinition = { key: 'plan', scope: 'target', actor: 'unit' };
const REPORT: StageDefinition = { key: 'report', scope: 'target', actor: 'unit', beside: true };

const REPLY: StageDefinition = { key: 'reply', scope: 'target', actor: 'office', owedFrom: 'service', onlyIf: 'term' };
const PUBLICATION: StageDefinition = { key: 'publication', scope: 'target', actor: 'office', beside: true, onlyIf: 'public' };

const incoming = (kind: InstrumentKind, numberWord: string): InstrumentDefinition => ({
  kind,
  numberWord,
  origin: 'incoming',
  goesOutAlone: false,
  closesAtService: false,
  opensByHand: true,
  stages: [RECEIPT, ANSWER, ACCEPTANCE, REPLY],
  whenItemsEnd: 'stay',
  missLeadsTo: 'supervisionOrder',
});

const served = (kind: InstrumentKind, numberWord: string, goesOutAlone: boolean): InstrumentDefinition => ({
  kind,
  numberWord,
  origin: 'issued',
  goesOutAlone,
  closesAtService: true,
  opensByHand: !goesOutAlone,
  stages: [],
  whenItemsEnd: 'close',
  missLeadsTo: null,
});

/**
 * The kinds of design section 6. Their common shape follows domain.md 2.2 (约谈), 3 (挂牌督办) and 7.1 (what comes in from
 * others); how long each stage may take is the policy's (`StageTerms`).
 */
export const instrumentDefinitions: Readonly<Record<InstrumentKind, InstrumentDefinition>> = {
  // 催办 asks for nothing of its own: the obligation it urges has its own clock, and a new due day may be urged again.
  urging: served('urging', '催办', true),
  bulletin: served('bulletin', '通报', false),
  supervisionOrder: {
    kind: 'supervisionOrder',
    numberWord: '督办',
    origin: 'issued',
    goesOutAlone: false,
    closesAtService: false,
    opensByHand: true,
    stages: [RECEIPT, ANSWER, ACCEPTANCE],
    whenItemsEnd: 'close',
    missLeadsTo: 'summons',
  },
  summons: {
    kind: 'summons',
    numberWord: '约谈',
    origin: 'issued',
    goesOutAlone: false,
    closesAtService: false,
    opensByHand: true,
    stages: [
      RECEIPT,
      { key: 'meeting', scope: 'case', actor: 'office' },
      { key: 'attendance', scope: 'target', actor: 'office' },
      { key: 'minutes', scope: 'target', actor: 'bothSides', people: 2 },
      PLAN,
      ANSWER,
      ACCEPTANCE,
      { key: 'revisit', scope: 'target', actor: 'office', onlyIf: 'term' },
    ],
    whenItemsEnd: 'acceptance',
    missLeadsTo: 'listing',
  },
  listing: {
    kind: 'listing',
    numberWord: '挂牌',
    origin: 'issued',
    goesOutAlone: false,
    closesAtService: false,
    opensByHand: true,
    stages: [
      RECEIPT,
      PUBLICATION,
      PLAN,
      REPORT,
      ANSWER,
      { ...ACCEPTANCE, people: 2 },
      { key: 'delisting', scope: 'target', actor: 'office' },
      { key: 'announcement', scope: 'target', actor: 'office', onlyIf: 'public' },
    ],
    whenItemsEnd: 'acceptance',
    missLeadsTo: 'bulletin',
  },
  enforcementOpinion: incoming('enforcementOpinion', '执监意见'),
  procuratorialSuggestion: incoming('procuratorialSuggestion', '检察建议'),
  judicialSuggestion: incoming('judicialSuggestion', '司法建议'),
  congressSuggestion: incoming('congressSuggestion', '人大建议'),
  consultativeProposal: incoming('consultativeProposal', '政协提案'),
  auditRectification: incoming('auditRectification', '审计整改'),
  caseReview: incoming('caseReview', '案卷评查'),
  inspectionFeedback: incoming('inspectionFeedback', '督察反馈'),
};

export const definitionOf = (kind: string): InstrumentDefinition => {
  const definition = (instrumentDefinitions as Readonly<Record<string, InstrumentDefinition | undefined>>)[kind];
  if (!definition) throw new Error(`no instrument of kind ${kind}`);
  return definition;
};

export const isInstrumentKind = (kind: string): kind is InstrumentKind => kind in instrumentDefinitions;

/** 督办〔2026〕3号 (GB/T 9704: hexagonal brackets, no leading zero, no 第). */
export const instrumentNumber = (definition: InstrumentDefinition, year: number, serial: number): string =>
  `${definition.numberWord}〔${year}〕${serial}号`;

/** Does this case have the stage? */
export const hasStage = (stage: StageDefinition, choice: StageChoice): boolean =>
  stage.onlyIf === undefined || (stage.onlyIf === 'public' ? choice.isPublic : choice.withTerm.includes(stage.key));

/** Every stage that a case of the kind may have. */
export const EVERY_STAGE: StageChoice = {
  isPublic: true,
  withTerm: ['revisit', 'reply'],
};

/** The main line's stages in order, without what runs beside it. */
export const mainStages = (definition: InstrumentDefinition, choice: StageChoice = EVERY_STAGE): readonly StageDefinition[] =>
  definition.stages.filter((stage) => stage.beside !== true && hasStage(stage, choice));

/** The stage of the main line after this one, or null at its end; null as the argument asks for the first. */
export function stageAfter(
  definition: InstrumentDefinition,
  key: StageKey | null,
  choice: StageChoice = EVERY_STAGE,
): StageDefinition | null {
  const line = mainStages(definition, choice);
  return line[key === null ? 0 : line.findIndex((stage) => stage.key === key) + 1] ?? null;
}
