import {
  classifyDay,
  dayOfInstant,
  minuteOfDay,
  periodOf,
  type InstrumentKind,
  type ObligationKind,
  type Rehearsal,
  type Receiver,
  type RehearsedPlan,
  type Roster,
  type WorkCalendar,
} from '@duban/domain';
import { dayWithWeekday } from './deadline';
import { instrumentNames } from './instruments';
import { subjectWords } from './policy-words';

export interface RehearsedDay {
  readonly on: string;
  readonly isWorkingDay: boolean;
  /** The year's notice is not out: the day may move when it comes. */
  readonly isProvisional: boolean;
  readonly tellings: readonly {
    readonly at: string;
    readonly rungKey: string;
    readonly rungName: string;
    readonly paper: string | null;
    /** 约谈 or 挂牌督办: people are called in. */
    readonly callsIn: boolean;
    readonly unitName: string;
    readonly kind: string;
    readonly tasks: readonly string[];
    /** What it is about beside tasks: a report, a bulletin's period, a step that waits for a signature. */
    readonly about: readonly string[];
    readonly receivers: readonly string[];
    readonly inCase: boolean;
  }[];
}

/** A rehearsal with everything named, as a page and a command show it. Days and counts are data; the words are Chinese. */
export interface RehearsalInWords {
  readonly title: string;
  readonly year: number;
  readonly policyName: string;
  readonly calendar: string;
  readonly issuedOn: string;
  readonly throughOn: string;
  readonly donePercent: number;
  readonly counts: {
    readonly tasks: number;
    readonly units: number;
    readonly owed: number;
    readonly tellings: number;
    readonly papers: number;
    readonly superseded: number;
    readonly onDaysOff: number;
  };
  readonly rungs: readonly {
    readonly key: string;
    readonly name: string;
    readonly tellings: number;
    readonly items: number;
    readonly units: number;
    readonly firstOn: string;
    readonly lastOn: string;
  }[];
  /** What is owed and told, by its kind. Steps of a sign-off are owed by people, not by units, and are counted in tellings. */
  readonly kinds: readonly {
    readonly kind: string;
    readonly name: string;
    readonly owed: number;
    readonly tellings: number;
    readonly firstOn: string | null;
    readonly lastOn: string | null;
  }[];
  /** What the office itself owes: the versions of the report and the periodic 通报, with the days on which each is drawn and out. */
  readonly ofOffice: readonly {
    readonly kind: string;
    readonly what: string;
    readonly dueOn: string;
    readonly drawnOn: string | null;
    readonly outOn: string | null;
  }[];
  readonly days: readonly RehearsedDay[];
  readonly papers: readonly {
    readonly kind: InstrumentKind;
    readonly name: string;
    readonly rungName: string;
    readonly openedOn: string;
    readonly servedOn: string;
    readonly units: readonly string[];
    readonly tasks: readonly string[];
    readonly callsIn: boolean;
  }[];
  readonly units: readonly { readonly id: string; readonly name: string; readonly total: number }[];
  readonly weeks: readonly string[];
  readonly load: readonly {
    readonly unitId: string;
    readonly unitName: string;
    readonly weekFrom: string;
    readonly total: number;
    readonly completion: number;
    readonly periodReport: number;
    readonly receipt: number;
    readonly other: number;
  }[];
  readonly daysOff: readonly {
    readonly dueOn: string;
    readonly why: string;
    readonly unitName: string;
    readonly what: string;
    readonly task: string;
    readonly workingDayBefore: string;
  }[];
  readonly receivers: readonly { readonly name: string; readonly notices: number; readonly items: number }[];
}

interface Source {
  readonly plan: RehearsedPlan & { readonly title: string };
  readonly policy: { readonly name: string };
  readonly calendar: WorkCalendar;
  readonly roster: Roster;
  readonly issuedOn: string;
  readonly throughOn: string;
  readonly donePercent: number;
  readonly rehearsal: Rehearsal;
}

const CALLS_IN: readonly string[] = ['summons', 'listing'];

const clock = (ms: number): string => {
  const minute = minuteOfDay(ms);
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
};

/** Names everything in a rehearsal. */
export function rehearsalInWords(source: Source): RehearsalInWords {
  const { plan, rehearsal, calendar, roster } = source;
  const unitNames = new Map(roster.units.map((unit) => [unit.id, unit.name]));
  const titles = new Map(plan.tasks.map((task) => [task.id, task.title]));
  const posts = new Map(roster.posts.map((post) => [post.id, post.title]));
  const unitName = (id: string | null): string => (id === null ? '督办机构' : (unitNames.get(id) ?? id));
  const taskTitle = (id: string): string => titles.get(id) ?? id;
  const receiverName = (receiver: Pick<Receiver, 'personId' | 'postId'>): string =>
    `${posts.get(receiver.postId ?? '') ?? ''}${receiver.personId === null ? '（无人任职，转督办机构例外清单）' : ''}`;

  const unitOfPost = new Map(roster.posts.map((post) => [post.id, post.unitId]));
  // A step is owed by whoever signs it: the unit is the signer's.
  const toldUnit = ({ kind, unitId, receivers }: Rehearsal['told'][number]): string =>
    unitName(kind === 'signOffStep' ? (unitOfPost.get(receivers[0]?.postId ?? '') ?? null) : unitId);

  const days = new Map<string, RehearsedDay['tellings'][number][]>();
  const rungs = new Map<
    string,
    { name: string; tellings: number; items: number; units: Set<string>; firstOn: string; lastOn: string }
  >();
  for (const telling of rehearsal.told) {
    const on = dayOfInstant(telling.atMs);
    const paper = telling.act.kind === 'instrument' ? telling.act.instrument : null;
    days.set(on, [
      ...(days.get(on) ?? []),
      {
        at: clock(telling.atMs),
        rungKey: telling.rungKey,
        rungName: telling.rungName,
        paper: paper === null ? null : instrumentNames[paper],
        callsIn: paper !== null && CALLS_IN.includes(paper),
        unitName: toldUnit(telling),
        kind: subjectWords[telling.kind],
        tasks: telling.taskIds.map(taskTitle),
        about: telling.about.map((about) => (telling.kind === 'bulletin' ? periodOf(about).name : about)),
        receivers: telling.receivers.map(receiverName),
        inCase: telling.inCase,
      },
    ]);
    const rung = rungs.get(telling.rungKey) ?? {
      name: telling.rungName,
      tellings: 0,
      items: 0,
      units: new Set<string>(),
      firstOn: on,
      lastOn: on,
    };
    rung.tellings += 1;
    rung.items += Math.max(1, telling.taskIds.length, telling.about.length);
    rung.units.add(toldUnit(telling));
    rung.lastOn = on;
    rungs.set(telling.rungKey, rung);
  }
  const totals = new Map<string, number>();
  for (const load of rehearsal.load) totals.set(load.unitId, (totals.get(load.unitId) ?? 0) + load.total);
  const units = [...totals].map(([id, total]) => ({ id, name: unitName(id), total })).sort((a, b) => b.total - a.total);
  return {
    title: plan.title,
    year: plan.year,
    policyName: source.policy.name,
    calendar: calendar.version,
    issuedOn: source.issuedOn,
    throughOn: source.throughOn,
    donePercent: source.donePercent,
    counts: {
      tasks: plan.tasks.length,
      units: new Set(plan.tasks.flatMap((task) => task.shares.map((share) => share.unitId))).size,
      owed: rehearsal.dues.length,
      tellings: rehearsal.told.length,
      papers: rehearsal.papers.length,
      superseded: rehearsal.superseded.length,
      onDaysOff: rehearsal.daysOff.length,
    },
    rungs: [...rungs].map(([key, rung]) => ({ key, ...rung, units: rung.units.size })),
    kinds: kindsOf(rehearsal),
    ofOffice: ofOffice(rehearsal),
    days: [...days].map(([on, tellings]) => {
      const { working, provisional } = classifyDay(calendar, on);
      return { on, isWorkingDay: working, isProvisional: provisional, tellings };
    }),
    papers: rehearsal.papers.map((paper) => ({
      kind: paper.kind,
      name: instrumentNames[paper.kind],
      rungName: paper.period === null ? paper.rungName : `${periodOf(paper.period).name}${subjectWords.bulletin}`,
      openedOn: dayOfInstant(paper.openedAtMs),
      servedOn: dayOfInstant(paper.servedAtMs),
      units: paper.unitIds.map(unitName),
      tasks: paper.taskIds.map(taskTitle),
      callsIn: CALLS_IN.includes(paper.kind),
    })),
    units,
    weeks: [...new Set(rehearsal.load.map((load) => load.weekFrom))].sort(),
    load: rehearsal.load.map(({ unitId, weekFrom, total, byKind }) => {
      const completion = byKind.completion ?? 0;
      const periodReport = byKind.periodReport ?? 0;
      const receipt = byKind.receipt ?? 0;
      return {
        unitId,
        unitName: unitName(unitId),
        weekFrom,
        total,
        completion,
        periodReport,
        receipt,
        other: total - completion - periodReport - receipt,
      };
    }),
    daysOff: rehearsal.daysOff.map(({ due, why, name, workingDayBefore }) => ({
      dueOn: due.dueOn,
      why: why === 'holiday' ? `${name ?? ''}放假` : '周末',
      unitName: unitName(due.unitId),
      what: due.name ?? subjectWords[due.kind],
      task: due.taskId === null ? '' : taskTitle(due.taskId),
      workingDayBefore,
    })),
    receivers: rehearsal.receivers.map((load) => ({ name: receiverName(load), notices: load.notices, items: load.items })),
  };
}

function kindsOf(rehearsal: Rehearsal): RehearsalInWords['kinds'] {
  return (Object.keys(subjectWords) as ObligationKind[]).flatMap((kind) => {
    const owed = rehearsal.dues.filter((due) => due.kind === kind).length;
    const told = rehearsal.told.filter((telling) => telling.kind === kind);
    if (owed === 0 && told.length === 0) return [];
    const on = (telling: { readonly atMs: number } | undefined) => (telling === undefined ? null : dayOfInstant(telling.atMs));
    return [{ kind, name: subjectWords[kind], owed, tellings: told.length, firstOn: on(told[0]), lastOn: on(told.at(-1)) }];
  });
}

function ofOffice(rehearsal: Rehearsal): RehearsalInWords['ofOffice'] {
  return rehearsal.dues
    .filter((due) => due.kind === 'reportDuty' || due.kind === 'bulletin')
    .map((due) => {
      const paper = due.period === null ? undefined : rehearsal.papers.find((each) => each.period === due.period);
      return {
        kind: due.kind,
        what: due.period === null ? (due.name ?? '') : `${periodOf(due.period).name}${subjectWords.bulletin}`,
        dueOn: due.dueOn,
        drawnOn: paper ? dayOfInstant(paper.openedAtMs) : null,
        outOn: paper ? dayOfInstant(paper.servedAtMs) : null,
      };
    })
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

const MOST_LINES = 12;

/** The rehearsal for a person at a terminal: what piles up, who is called in, what falls on days off, and the days one by one. */
export function describeRehearsal(words: RehearsalInWords): string {
  const { counts } = words;
  const supposed =
    words.donePercent === 0
      ? '假定无人办理'
      : words.donePercent === 100
        ? '假定全部按期办理'
        : `假定${words.donePercent}%的事项按期办理`;
  const parts = [
    `《${words.title}》推演：按《${words.policyName}》，${words.issuedOn}印发，${supposed}，签批均用足时限，看到${words.throughOn}。日历版本：${words.calendar}`,
    `任务${counts.tasks}项，承办单位${counts.units}个，应办事项${counts.owed}件；提醒和督办${counts.tellings}次，文书${counts.papers}份；` +
      `落在休息日的期限${counts.onDaysOff}件；时点已过不再补发的步骤${counts.superseded}个。`,
  ];
  if (words.rungs.length > 0) {
    parts.push(
      [
        '各步骤：',
        ...words.rungs.map(
          (rung) =>
            `  ${rung.name}：${rung.tellings}次，涉及${rung.units}个单位、${rung.items}件事项，${rung.firstOn}至${rung.lastOn}`,
        ),
      ].join('\n'),
    );
  }
  if (words.kinds.length > 0) {
    parts.push(
      [
        '各类事项：',
        ...words.kinds.map(
          (each) =>
            `  ${each.name}：${each.owed === 0 ? '' : `应办${each.owed}件，`}提醒和督办${each.tellings}次${
              each.firstOn === null ? '' : `，${each.firstOn}至${each.lastOn ?? ''}`
            }`,
        ),
      ].join('\n'),
    );
  }
  if (words.ofOffice.length > 0) {
    parts.push(
      [
        '督办机构自己的期限：',
        ...words.ofOffice.map(
          (each) =>
            `  ${each.dueOn} ${each.what}${each.drawnOn === null ? '' : `（${each.drawnOn}起草，${each.outOn ?? ''}印发）`}`,
        ),
      ].join('\n'),
    );
  }
  const heavy = words.load.slice(0, MOST_LINES);
  if (heavy.length > 0) {
    parts.push(
      [
        '期限最集中的周（周一起）：',
        ...heavy.map(
          (load) =>
            `  ${load.weekFrom} ${load.unitName}：${load.total}件（办结${load.completion}、填报${load.periodReport}、签收${load.receipt}、其他${load.other}）`,
        ),
      ].join('\n'),
    );
  }
  const called = words.papers.filter((paper) => paper.callsIn);
  if (called.length > 0) {
    parts.push(
      [
        `约谈和挂牌督办${called.length}次：`,
        ...called
          .slice(0, 3 * MOST_LINES)
          .map((paper) => `  ${paper.servedOn} ${paper.name}：${paper.units.join('、')}，涉及任务${paper.tasks.length}项`),
        ...(called.length > 3 * MOST_LINES ? [`  ……另有${called.length - 3 * MOST_LINES}次`] : []),
      ].join('\n'),
    );
  }
  if (words.daysOff.length > 0) {
    const byDay = new Map<string, { why: string; before: string; n: number }>();
    for (const each of words.daysOff) {
      const day = byDay.get(each.dueOn) ?? { why: each.why, before: each.workingDayBefore, n: 0 };
      byDay.set(each.dueOn, { ...day, n: day.n + 1 });
    }
    parts.push(
      [
        '落在休息日的期限（文件写明的日期不顺延）：',
        ...[...byDay]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([on, day]) => `  ${dayWithWeekday(on)}${day.why}：${day.n}件，此前最后一个工作日为${day.before}`),
      ].join('\n'),
    );
  }
  const days = words.days.map(
    (day) =>
      `  ${dayWithWeekday(day.on)}${day.isWorkingDay ? '' : '（休息日）'}${day.isProvisional ? '（暂定）' : ''}：${day.tellings
        .slice(0, 4)
        .map(
          (each) =>
            `${each.rungName}→${each.unitName}${each.tasks.length > 1 ? `（${each.tasks.length}项）` : each.tasks.length === 0 && each.about.length > 0 ? `（${each.about.join('、')}）` : ''}`,
        )
        .join('；')}${day.tellings.length > 4 ? `；等${day.tellings.length}次` : ''}`,
  );
  if (days.length > 0) parts.push(['逐日：', ...days].join('\n'));
  return parts.join('\n\n');
}
