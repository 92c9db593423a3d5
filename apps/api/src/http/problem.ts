import type { Refusal } from '@duban/domain';
import { refusalText } from '@duban/wording';
import { listOf, object, text, whole } from './views';

const fieldFault = object('FieldFault', { path: text, label: text, message: text });

/** RFC 9457, with the stable code and the fields at fault beside it. */
export const problemView = object('Problem', {
  type: text,
  title: text,
  status: whole,
  detail: text,
  instance: text,
  code: text,
  faults: listOf(fieldFault),
});

export interface FieldFault {
  readonly path: string;
  readonly label: string;
  readonly message: string;
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly faults: readonly FieldFault[];
  /** What the sentence was made of: the state that was wrong, who was faster. */
  readonly params?: Refusal['params'];
}

const TITLES: Readonly<Record<number, string>> = {
  400: '填写有误',
  401: '请先登录',
  403: '不能这样办理',
  404: '没有找到',
  409: '情况已有变化',
  413: '文件过大',
  415: '格式不对',
  422: '重复提交的内容不一致',
  429: '操作过于频繁',
  500: '系统出错',
  503: '暂时不能使用',
};

/** A refusal on its way out: thrown by the API alone, where a decision has become an answer. */
export class RefusalProblem extends Error {
  constructor(
    readonly refusal: Refusal,
    readonly faults: readonly FieldFault[] = [],
    readonly status = statusOf(refusal.code),
  ) {
    super(refusal.code);
  }
}

export function problemOf(refusal: Refusal, status: number, instance: string, faults: readonly FieldFault[] = []): Problem {
  return {
    type: `urn:duban:problem:${refusal.code}`,
    title: TITLES[status] ?? '不能办理',
    status,
    detail: refusalText(refusal),
    instance,
    code: refusal.code,
    faults,
    ...(Object.keys(refusal.params).length > 0 ? { params: refusal.params } : {}),
  };
}

const EXACT: Readonly<Record<string, number>> = {
  'LOGIN.WRONG': 401,
  'ACCESS.NOT_LOGGED_IN': 401,
  'LOGIN.TOO_OFTEN': 429,
  'ACCESS.NOT_ALLOWED': 403,
  'COMMAND.KEY_REUSED': 422,
  'COMMAND.KEY_MISSING': 400,
  'COMMAND.WRONG_BODY': 400,
  'FILE.TOO_LARGE': 413,
};

/** Words of a reason that say: you wrote it wrong. Everything else that is refused is so because of how things stand. */
const WRONG_BODY =
  /(^|_)(EMPTY|MISSING|WRONG_BODY|SHAPE|INVALID|TOO_LONG|TOO_LARGE|NOT_LATER|IN_FUTURE|UNKNOWN_FILE|NO_SUCH_STAGE|NO_SUCH_KIND|NO_CHANGE)$/;
/** One may see it, and it is another's to do. */
const NOT_YOURS =
  /^(NOT_YOURS|NOT_HEAD|NOT_ALLOWED|OFFICE_ONLY|NOT_YOUR_STEP|NOT_YOUR_STAGE|NOT_FILER|OWN_FILING|OWN_ANSWER|NEEDS_ANOTHER_PERSON|NEEDS_OTHER_SIDE)$/;
const ELSEWHERE = /^(DOCUMENT|FILE)\./;

/**
 * The HTTP status of a refusal, from the shape of its code: what is unknown, or another's, is 404; what was written wrong is
 * 400; what is not allowed to this person is 403; the rest is 409, with the state in its params.
 */
export function statusOf(code: string): number {
  const exact = EXACT[code];
  if (exact !== undefined) return exact;
  const reason = code.slice(code.indexOf('.') + 1);
  if (reason === 'UNKNOWN') return 404;
  if (ELSEWHERE.test(code)) return 400;
  if (NOT_YOURS.test(reason)) return 403;
  if (WRONG_BODY.test(reason)) return 400;
  return 409;
}
