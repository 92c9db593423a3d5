import { signOffRefusals } from './sign-off';

const say = (code: string, params: Record<string, unknown>) => signOffRefusals[code]?.(params);

test.each([
  [{ by: '分管领导一', at: '2026-07-01T01:05:00.000Z', state: 'approved' }, '该签批已由分管领导一于2026年7月1日9:05通过'],
  [{ by: '甲局联络员', at: '2026-07-01T16:30:00.000Z', state: 'withdrawn' }, '该签批已由甲局联络员于2026年7月2日0:30撤回'],
  [{ by: null, at: '2026-07-01T01:05:00.000Z', state: 'refused' }, '该签批已于2026年7月1日9:05按制度退回'],
  [{ by: '督办主任', at: '2026-07-01T01:05:00.000Z', state: 'signed' }, '该环节已由督办主任于2026年7月1日9:05签批'],
])('whoever comes second is told who decided and when, in the time of Shanghai: %j', (params, sentence) => {
  expect(say('SIGNOFF.ALREADY_DECIDED', params)).toBe(sentence);
});
