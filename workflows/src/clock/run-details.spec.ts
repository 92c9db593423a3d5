import { handlingDetails, momentWords, waitingDetails } from './run-details';

const AT = Date.UTC(2026, 5, 25, 1, 0);
const SINCE = Date.UTC(2026, 5, 24, 16, 5);

test('a moment is said in Asia/Shanghai, whatever zone the worker is in', () => {
  expect(momentWords(AT)).toBe('2026-06-25 09:00');
  expect(momentWords(SINCE)).toBe('2026-06-25 00:05');
});

test('the details say what a run waits for, until when and since when', () => {
  expect(waitingDetails('completion.remind3', AT, SINCE)).toBe(
    '等待步骤“completion.remind3”，2026-06-25 09:00 到时；自 2026-06-25 00:05 起等待',
  );
  expect(waitingDetails(undefined, null, SINCE)).toBe('没有待执行的步骤，等待变更通知；自 2026-06-25 00:05 起等待');
  expect(handlingDetails('completion.urging', AT, AT)).toBe(
    '正在处理 2026-06-25 09:00 到时的步骤“completion.urging”；始于 2026-06-25 09:00',
  );
});
