import { decideRectification, rectificationStanding, type RectificationAction, type RectificationState } from './rectification';

const office = { id: 'o', isOffice: true, isOfUnit: false };
const unit = { id: 'u', isOffice: false, isOfUnit: true };
const stranger = { id: 's', isOffice: false, isOfUnit: false };
const code = (action: RectificationAction, state: RectificationState, person: typeof office, doneBy: string | null = null) => {
  const decision = decideRectification(action, { state, doneBy, person });
  return decision.ok ? 'ok' : decision.refusal.code;
};

describe('a line of the 整改问题清单', () => {
  test.each([
    ['markDone', 'open', unit, 'ok'],
    ['markDone', 'open', office, 'RECTIFICATION.NOT_YOURS'],
    ['markDone', 'open', stranger, 'RECTIFICATION.UNKNOWN'],
    ['markDone', 'rectified', unit, 'RECTIFICATION.NOT_OPEN'],
    ['check', 'rectified', office, 'ok'],
    ['check', 'open', office, 'RECTIFICATION.NOT_OPEN'],
    ['check', 'rectified', unit, 'RECTIFICATION.NOT_YOURS'],
    ['reopen', 'struckOff', office, 'ok'],
    ['reopen', 'rectified', office, 'RECTIFICATION.NOT_OPEN'],
    ['amend', 'open', office, 'ok'],
    ['amend', 'struckOff', office, 'RECTIFICATION.NOT_OPEN'],
  ] as const)('%s of a line that is %s', (action, state, person, expected) => {
    expect(code(action, state, person)).toBe(expected);
  });

  test('nobody checks what they did themselves', () => {
    expect(code('check', 'rectified', office, 'o')).toBe('RECTIFICATION.OWN_WORK');
    expect(code('check', 'rectified', office, 'u')).toBe('ok');
  });

  test.each([
    ['open', 'normal', '2026-03-09', 'late'],
    ['open', 'normal', '2026-03-10', 'underWay'],
    ['open', 'normal', null, 'underWay'],
    ['open', 'continuing', '2026-03-09', 'continuing'],
    ['rectified', 'normal', '2026-03-09', 'rectified'],
    ['struckOff', 'continuing', null, 'struckOff'],
  ] as const)('%s, %s, due %s: %s on 2026-03-10', (state, nature, dueOn, expected) => {
    expect(rectificationStanding({ state, nature, dueOn }, '2026-03-10')).toBe(expected);
  });
});
