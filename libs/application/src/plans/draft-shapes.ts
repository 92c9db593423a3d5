import type { Cycle, PlannedMilestone, Role } from '@duban/domain';

export interface DraftAssignment {
  readonly unitId: string;
  readonly role: Role;
  /** The words as printed: 牵头单位, 责任（配合）单位. */
  readonly printedRole: string;
  readonly printedUnit: string;
  /** A unit's own day may be earlier than the task's. */
  readonly dueOn?: string | null;
}

export interface DraftIndicator {
  readonly name: string;
  readonly kind: 'count' | 'amount' | 'ratio';
  readonly unit: string;
  /** Digits keep what a number would round. */
  readonly target?: number | string;
}

export interface DraftTask {
  readonly title: string;
  readonly deliverable?: string | null;
  readonly deadlineKind: 'date' | 'longTerm';
  readonly deadlinePhrase?: string | null;
  /** Null only for long-term work. */
  readonly dueOn: string | null;
  /** Null: the policy's own. */
  readonly cycle?: Cycle | null;
  readonly assignments: readonly DraftAssignment[];
  /** 阶段节点, in any order. */
  readonly milestones?: readonly PlannedMilestone[];
  readonly indicators?: readonly DraftIndicator[];
}

export interface DraftWorkPoint {
  readonly chapter: string;
  readonly label: string;
  readonly path: string;
  readonly heading: string;
  readonly text: string;
  /** Where it came from: file, line, characters. */
  readonly source: unknown;
  readonly tasks: readonly DraftTask[];
}

export interface DraftPlan {
  readonly year: number;
  readonly title: string;
  readonly docNumber?: string | null;
  readonly policyVersionId: string;
  readonly calendarId: string;
  readonly source: unknown;
  readonly points: readonly DraftWorkPoint[];
  /** Indicators of the plan as a whole. */
  readonly indicators?: readonly DraftIndicator[];
}
