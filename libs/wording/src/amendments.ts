import { formatDayChinese, type AmendmentLineKind, type Cycle, type TaskText, type TextDeadline } from '@duban/domain';
import { quoted } from './annual-report';
import { cycleWords } from './policy-words';
import type { NoticeText } from './task-notices';

/** 第3次调整; a draft has no number yet. */
export const amendmentName = (number: number | null): string => (number === null ? '调整草案' : `第${number}次调整`);

export const amendmentLineNames: Readonly<Record<AmendmentLineKind, string>> = {
  addPoint: '增加条目',
  addTask: '增加任务',
  addShare: '增加责任单位',
  changeTask: '修改任务',
  takeShare: '不再承担',
  withdrawTask: '取消任务',
};

const reportingWords = (cycle: Cycle | null): string => (cycle === null ? '按督办制度填报' : `${cycleWords[cycle]}填报`);

const deadlineWords = ({ kind, phrase, dueOn }: TextDeadline): string => {
  const until = kind === 'longTerm' ? '长期坚持' : dueOn === null ? '未定' : formatDayChinese(dueOn);
  return phrase === null || phrase === until ? until : `${until}（原文${quoted(phrase)}）`;
};

/** One thing that an amendment changes of a task, as it stood and as it stands. */
export interface TextDifference {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** The differences between the text before and what is set, in the order of a ledger's columns. */
export function textDifferences(before: TaskText, set: Partial<TaskText>): TextDifference[] {
  const differences: TextDifference[] = [];
  if (set.title !== undefined) differences.push({ field: '任务内容', before: before.title, after: set.title });
  if (set.deliverable !== undefined) {
    differences.push({ field: '成果形式', before: before.deliverable ?? '无', after: set.deliverable ?? '无' });
  }
  if (set.deadline !== undefined) {
    differences.push({ field: '完成时限', before: deadlineWords(before.deadline), after: deadlineWords(set.deadline) });
  }
  if (set.cycle !== undefined) {
    differences.push({ field: '填报周期', before: reportingWords(before.cycle), after: reportingWords(set.cycle) });
  }
  return differences;
}

/** A task that comes in, in one sentence for each thing said of it. */
export const addedTaskWords = (task: TaskText, units: readonly string[]): string =>
  [
    task.title,
    ...(task.deliverable === null ? [] : [`成果形式：${task.deliverable}`]),
    `完成时限：${deadlineWords(task.deadline)}`,
    ...(task.cycle === null ? [] : [reportingWords(task.cycle)]),
    units.join('、'),
  ].join('；');

/** 示范局（牵头单位，9月30日前） */
export const shareWords = (unit: string, role: string, ownDueOn: string | null): string =>
  `${unit}（${role}${ownDueOn === null ? '' : `，${formatDayChinese(ownDueOn)}前办结`}）`;

export const shareDifference = (before: string, after: string): TextDifference => ({ field: '责任单位', before, after });

export const amendmentSignOffTitle = (plan: string): string => `审定《${plan}》的调整`;

/** Which plan, which amendment and by what: the beginning of what every unit is told. */
export interface AmendmentHead {
  readonly plan: string;
  readonly number: number;
  readonly basis: string;
}

const TITLE = '计划调整';
const by = (head: AmendmentHead): string => `《${head.plan}》${amendmentName(head.number)}`;
const basisOf = (head: AmendmentHead): string => `依据：${head.basis}。`;
const ownDay = (dueOn: string | null | undefined): string =>
  dueOn === undefined
    ? ''
    : dueOn === null
      ? '本单位不再有完成时限，按期填报进展。'
      : `本单位的办理期限为${formatDayChinese(dueOn)}。`;

/** `dueOn`: the unit's own due day where it has moved; absent where it has not. */
export const taskAmendedNotice = (
  head: AmendmentHead,
  task: string,
  differences: readonly TextDifference[],
  dueOn: string | null | undefined,
): NoticeText => ({
  title: TITLE,
  text: `${by(head)}：${quoted(task)}${differences
    .map(({ field, before, after }) => `的${field}由${quoted(before)}调整为${quoted(after)}`)
    .join('，')}。${ownDay(dueOn)}${basisOf(head)}`,
});

export const shareAddedNotice = (head: AmendmentHead, task: string, role: string, dueOn: string | null): NoticeText => ({
  title: TITLE,
  text: `${by(head)}：本单位为${quoted(task)}的${role}，${
    dueOn === null ? '长期坚持' : `应于${formatDayChinese(dueOn)}前办结`
  }，请按期签收。${basisOf(head)}`,
});

export const shareTakenNotice = (head: AmendmentHead, task: string, grounds: string): NoticeText => ({
  title: TITLE,
  text: `${by(head)}：本单位不再承担${quoted(task)}。理由：${grounds}。${basisOf(head)}`,
});

export const taskWithdrawnNotice = (head: AmendmentHead, task: string, grounds: string): NoticeText => ({
  title: TITLE,
  text: `${by(head)}：${quoted(task)}取消，不再办理。理由：${grounds}。${basisOf(head)}`,
});

/** For the office: what could not take effect, and why. */
export const linesLapsedNotice = (plan: string, number: number | null, lapsed: readonly string[]): NoticeText => ({
  title: '调整事项未生效',
  text: `《${plan}》${number === null ? '的调整没有一项生效' : `${amendmentName(number)}中有${lapsed.length}项未生效`}：${lapsed.join('；')}`,
});

/** Grounds of a cancellation that an amendment orders. */
export const amendmentGrounds = (number: number, grounds: string): string => `${amendmentName(number)}：${grounds}`;

/** How an amendment is read by whoever signs it and in its document. */
export const amendmentWords = {
  basis: '调整依据',
  reason: '调整理由',
  basisOf: (basis: string, decidedOn: string): string => `${basis}（${formatDayChinese(decidedOn)}）`,
  lineHeading: (number: number, kind: string, subject: string): string => `${number}．${kind}：${subject}`,
  lineText: (differences: readonly TextDifference[], grounds: string | null, problem: string | null): string =>
    [
      ...differences.map(({ field, before, after }) => {
        if (before === '') return `${field}：${after}`;
        return after === '' ? `${field}：${before}（取消）` : `${field}：原为${quoted(before)}，调整为${quoted(after)}`;
      }),
      ...(grounds === null ? [] : [`理由：${grounds}`]),
      ...(problem === null ? [] : [`未生效：${problem}`]),
    ].join('\n'),
} as const;
