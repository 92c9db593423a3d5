import type { Cycle, Role } from '@duban/domain';

/** The version that the published schema describes; another one is another file format. */
export const OPEN_PLAN_SCHEMA = 'duban-plan/1';

export interface OpenUnit {
  readonly id: string;
  readonly name: string;
}

export interface OpenIndicator {
  readonly id: string;
  readonly name: string;
  readonly kind: 'count' | 'amount' | 'ratio';
  readonly unit: string;
  /** Decimal digits, as they were set. */
  readonly target: string | null;
}

export interface OpenShare {
  readonly id: string;
  readonly unit: OpenUnit;
  readonly role: Role;
  readonly printedRole: string;
  readonly printedUnit: string;
  readonly dueOn: string | null;
  readonly originalDueOn: string | null;
}

export interface OpenTask {
  readonly id: string;
  readonly title: string;
  readonly deliverable: string | null;
  readonly deadline: {
    readonly kind: 'date' | 'longTerm';
    readonly phrase: string | null;
    readonly dueOn: string | null;
    readonly originalDueOn: string | null;
  };
  readonly cycle: Cycle | null;
  readonly shares: readonly OpenShare[];
  /** 阶段节点; without a unit it is whoever leads that owes it. */
  readonly milestones: readonly { readonly name: string; readonly dueOn: string; readonly unit: OpenUnit | null }[];
  readonly indicators: readonly OpenIndicator[];
}

export interface OpenPoint {
  readonly id: string;
  readonly label: string;
  readonly path: string;
  readonly heading: string;
  readonly text: string;
  readonly tasks: readonly OpenTask[];
}

export interface OpenChapter {
  readonly title: string;
  readonly points: readonly OpenPoint[];
}

export interface OpenFile {
  readonly name: string;
  readonly sha256: string;
}

export interface OpenFigure {
  readonly indicatorId: string;
  readonly name: string;
  readonly unit: string;
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

/** What was done under a plan; instants are written with their zone. The schema says each field in words. */
export interface OpenRecord {
  readonly shares: readonly {
    readonly shareId: string;
    readonly state: string;
    readonly outcome: string | null;
    readonly receivedAt: string | null;
    readonly receivedBy: string | null;
    readonly completionFiledAt: string | null;
    readonly completionFiledBy: string | null;
    readonly completionText: string | null;
    readonly struckOffAt: string | null;
    readonly struckOffBy: string | null;
    readonly reopenedFromShareId: string | null;
  }[];
  readonly obligations: readonly {
    readonly id: string;
    readonly kind: string;
    readonly taskId: string | null;
    readonly shareId: string | null;
    readonly instrumentId: string | null;
    readonly period: string | null;
    readonly state: string;
    readonly openedAt: string;
    readonly dueOn: string | null;
    readonly originalDueOn: string | null;
    readonly dueReason: string;
    readonly filedAt: string | null;
    readonly metAt: string | null;
    readonly changes: readonly {
      readonly from: string | null;
      readonly to: string | null;
      readonly reason: string;
      readonly changedAt: string;
      readonly breached: boolean;
    }[];
  }[];
  readonly reports: readonly {
    readonly id: string;
    readonly shareId: string;
    readonly period: string | null;
    readonly state: string;
    readonly text: string;
    readonly problems: string;
    readonly nextSteps: string;
    readonly filedAt: string;
    readonly filedBy: string;
    readonly signedAt: string | null;
    readonly signedBy: string | null;
    readonly figures: readonly OpenFigure[];
    readonly evidence: readonly OpenFile[];
  }[];
  readonly completions: readonly ({ readonly shareId: string } & OpenFile)[];
  readonly extensions: readonly {
    readonly id: string;
    readonly shareId: string;
    readonly obligationId: string;
    readonly askedUntilOn: string;
    readonly reason: string;
    readonly state: string;
    readonly askedAt: string;
    readonly decidedAt: string | null;
    readonly grantedUntilOn: string | null;
  }[];
  readonly breaches: readonly { readonly obligationId: string; readonly dueOn: string }[];
  readonly instruments: readonly {
    readonly id: string;
    readonly kind: string;
    readonly number: string | null;
    readonly title: string;
    readonly state: string;
    readonly issuedAt: string | null;
    readonly closedAt: string | null;
    readonly targets: readonly {
      readonly unit: OpenUnit;
      readonly state: string;
      readonly outcome: string | null;
      readonly servedAt: string | null;
      readonly receivedAt: string | null;
      readonly closedAt: string | null;
    }[];
    readonly items: readonly {
      readonly taskId: string | null;
      readonly shareId: string | null;
      readonly text: string;
      readonly state: string;
      readonly outcome: string | null;
      readonly endReason: string | null;
    }[];
  }[];
  readonly events: readonly {
    readonly id: string;
    readonly at: string;
    readonly type: string;
    readonly subjectKind: string;
    readonly subjectId: string;
    readonly taskId: string | null;
    /** Null: no seal covers it yet. */
    readonly position: number | null;
    readonly hash: string | null;
  }[];
}

/** A plan as it leaves the house and comes back, in the shape of `plan.schema.json`. */
export interface OpenPlan {
  readonly schema: typeof OPEN_PLAN_SCHEMA;
  readonly plan: {
    readonly id: string;
    readonly jurisdiction: { readonly name: string; readonly code: string | null };
    readonly year: number;
    readonly kind: 'annual' | 'standing';
    readonly title: string;
    readonly docNumber: string | null;
    readonly state: string;
    readonly issuedAt: string | null;
    readonly wrappedUpAt: string | null;
    readonly archivedAt: string | null;
    readonly policy: { readonly name: string; readonly version: number };
    readonly indicators: readonly OpenIndicator[];
  };
  readonly chapters: readonly OpenChapter[];
  /** Absent before 印发: nothing has happened yet. */
  readonly record?: OpenRecord;
}
