import type {
  AssignmentId,
  Id,
  InstrumentId,
  JurisdictionId,
  ObligationId,
  PostId,
  SignOffId,
  TargetId,
  TaskId,
  UnitId,
} from '../shared/ids';

/** Who keeps the clock of an obligation: its plan (what tasks and periods owe), an instrument or a sign-off (design section 3.4). */
export interface ClockOwner {
  readonly kind: 'plan' | 'instrument' | 'signOff';
  readonly id: Id;
}

export type ObligationKind =
  | 'receipt' // 签收
  | 'completion' // 办结
  | 'milestone' // 阶段节点
  | 'piece' // 单位内分解: the unit's own affair, which counts nowhere above it
  | 'periodReport' // 定期填报
  | 'explanation' // 逾期说明
  | 'bulletin' // 定期通报
  | 'instrumentStage' // 文书环节
  | 'signOffStep' // 签批环节
  | 'reportDuty'; // 报告报送

/** `void`: no longer owed (cancelled, reassigned, ended with its instrument); nothing is ever deleted. */
export type ObligationState = 'open' | 'met' | 'void';

/** One owed thing with one clock (design section 1). Days are strings in Asia/Shanghai, inclusive; instants are milliseconds. */
export interface Obligation {
  readonly id: ObligationId;
  readonly jurisdictionId: JurisdictionId;
  readonly kind: ObligationKind;
  readonly owner: ClockOwner;
  readonly taskId: TaskId | null;
  readonly assignmentId: AssignmentId | null;
  readonly instrumentId: InstrumentId | null;
  readonly targetId: TargetId | null;
  readonly signOffId: SignOffId | null;
  /** The stage of an instrument or the step of a sign-off. */
  readonly stageKey: string | null;
  /** `2021-03`, `2021-Q1`, `2021-H1` or `2021`, for what is owed by period. */
  readonly period: string | null;
  readonly holderUnitId: UnitId | null;
  readonly holderPostId: PostId | null;
  readonly openedAtMs: number;
  /** The day in force; null for long-term work (never overdue) and where `dueAtMs` is set. */
  readonly dueOn: string | null;
  readonly dueAtMs: number | null;
  /** Kept for ever beside the day in force. */
  readonly originalDueOn: string | null;
  /** Rises only when the due day changes. */
  readonly dueVersion: number;
  readonly provisional: boolean;
  readonly state: ObligationState;
  /** When what is owed was last filed and not returned; set while under review and once accepted. */
  readonly filedAtMs: number | null;
  readonly metAtMs: number | null;
}

/** While one is open, the obligation's armed rungs are frozen (design section 3.3). */
export type FreezeKind = 'extensionAsked' | 'underReview' | 'suspension' | 'objection';

export interface ArmedRung {
  readonly obligationId: ObligationId;
  readonly dueVersion: number;
  readonly rungKey: string;
  readonly fireAtMs: number;
}

/** What became of a rung: recorded exactly once for (obligation, dueVersion, rungKey). */
export type RungOutcome = 'fired' | 'skipped' | 'held' | 'superseded';
