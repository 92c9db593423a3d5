import { dayOfInstant, type ClockOwner, type Receiver, type Roster } from '@duban/domain';
import { DeliveryRow, EventRow, NoticeItemRow, NoticeRow, OutboxRow, type Tx } from '@duban/database';
import type { EventType } from '@duban/wording';
import type { Actor } from './actor';
import type { Deps } from './deps';
import { newId } from './new-id';
import { readRoster } from './roster';

export interface NewEvent {
  /** Past tense, `entity.verb`, stored and never renamed. */
  readonly type: EventType;
  /** Raised when the shape of this type's `data` changes; 1 when it never did. */
  readonly schema?: number;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly planId?: string | null;
  readonly taskId?: string | null;
  readonly postId?: string | null;
  readonly onBehalfOf?: string | null;
  readonly data?: unknown;
}

export interface NewNotice {
  /** A short heading, the same for all items that one act tells a receiver: 督办单送达. */
  readonly title: string;
  readonly text: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly obligationId?: string | null;
  readonly causeId: string;
  readonly receivers: readonly Receiver[];
}

/**
 * One transaction's doing, by a person or by the clock: what it writes beside the state. Events, outbox rows and notices
 * are collected and written together at the end; the transaction commits all or nothing.
 */
export class Act {
  readonly today: string;
  private readonly events: EventRow[] = [];
  private readonly owners = new Map<string, OutboxRow>();
  private readonly notices: NewNotice[] = [];

  constructor(
    readonly deps: Deps,
    readonly tx: Tx,
    readonly jurisdictionId: string,
    readonly nowMs: number,
    /** Null: the clock itself acts. */
    readonly actor: Actor | null,
    readonly commandId: string,
  ) {
    this.today = dayOfInstant(nowMs);
  }

  get now(): Date {
    return new Date(this.nowMs);
  }

  /** The person who acts; only a command has one. */
  get person(): string {
    if (!this.actor) throw new Error('the clock is no person');
    return this.actor.personId;
  }

  roster(): Promise<Roster> {
    return readRoster(this.tx, this.jurisdictionId);
  }

  /** Adds an event and gives its id, which notices name as their cause; given, where a notice had to name it before. */
  emit(event: NewEvent, id: string = newId()): string {
    this.events.push({
      id,
      jurisdictionId: this.jurisdictionId,
      type: event.type,
      schema: event.schema ?? 1,
      at: this.now,
      planId: event.planId ?? null,
      taskId: event.taskId ?? null,
      subjectKind: event.subjectKind,
      subjectId: event.subjectId,
      personId: this.actor?.personId ?? null,
      postId: event.postId ?? null,
      onBehalfOf: event.onBehalfOf ?? null,
      commandId: this.commandId,
      data: event.data ?? {},
    });
    return id;
  }

  /** Has the owner's clock look again: for whoever arms a rung or closes the owner. Several calls make one row. */
  wake(owner: ClockOwner, eventId: string | null = null): void {
    const key = `${owner.kind}:${owner.id}`;
    if (this.owners.has(key)) return;
    this.owners.set(key, {
      id: newId(),
      jurisdictionId: this.jurisdictionId,
      ownerKind: owner.kind,
      ownerId: owner.id,
      eventId,
      state: 'waiting',
      leasedUntil: null,
      attempts: 0,
      toldAt: null,
    });
  }

  /** Tells people at once: one notice for each receiver, however many items this act has for them. */
  tell(notice: NewNotice): void {
    this.notices.push(notice);
  }

  /** Writes what was collected. Called once, at the end of the transaction. */
  async flush(): Promise<void> {
    await this.tx.insert(EventRow, this.events);
    await this.tx.insert(OutboxRow, [...this.owners.values()]);
    await this.writeNotices();
  }

  private async writeNotices(): Promise<void> {
    const notices = new Map<string, NoticeRow>();
    const items: NoticeItemRow[] = [];
    const told = new Set<string>();
    for (const notice of this.notices) {
      for (const receiver of notice.receivers) {
        const once = `${notice.causeId}:${receiver.personId ?? ''}`;
        if (told.has(once)) continue;
        told.add(once);
        const row = notices.get(receiver.personId ?? '') ?? this.noticeFor(receiver, notice.title);
        notices.set(receiver.personId ?? '', row);
        items.push({
          id: newId(),
          jurisdictionId: this.jurisdictionId,
          causeId: notice.causeId,
          causeKind: 'command',
          receiverId: receiver.personId,
          postId: receiver.postId,
          path: receiver.path,
          momentId: null,
          noticeId: row.id,
          subjectKind: notice.subjectKind,
          subjectId: notice.subjectId,
          obligationId: notice.obligationId ?? null,
          text: notice.text,
          madeAt: this.now,
        });
      }
    }
    const rows = [...notices.values()];
    await this.tx.insert(NoticeRow, rows);
    await this.tx.insert(NoticeItemRow, items);
    await this.tx.insert(
      DeliveryRow,
      rows.map((row) => inboxDelivery(row, this.now)),
    );
  }

  private noticeFor(receiver: Receiver, title: string): NoticeRow {
    return {
      id: newId(),
      jurisdictionId: this.jurisdictionId,
      momentId: null,
      receiverId: receiver.personId,
      kind: 'command',
      title,
      madeAt: this.now,
      readAt: null,
    };
  }
}

/** The delivery that every notice has: the inbox in the application. */
export const inboxDelivery = (notice: NoticeRow, at: Date): DeliveryRow =>
  waitingDelivery({ jurisdictionId: notice.jurisdictionId, noticeId: notice.id, channel: 'inbox' }, at);

/** A delivery to be tried from `at` on. */
export function waitingDelivery(of: Pick<DeliveryRow, 'jurisdictionId' | 'noticeId' | 'channel'>, at: Date): DeliveryRow {
  return {
    id: newId(),
    ...of,
    state: 'waiting',
    attempts: 0,
    nextAt: at,
    leasedUntil: null,
    settledAt: null,
    detail: '',
  };
}
