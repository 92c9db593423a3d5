import { checkScenario } from './check-scenario';
import { punctualScenario } from './punctual-scenario';
import { standardScenario } from './standard-scenario';

test('our own scenarios pass their checker', () => {
  expect(checkScenario(structuredClone(standardScenario))).toEqual({ ok: true, value: standardScenario });
  expect(checkScenario({ extends: 'punctual' })).toEqual({ ok: true, value: punctualScenario });
});

test('a file says only what is different', () => {
  const read = checkScenario({ extends: 'standard', name: '只改印发日', issueOn: '03-01' });
  expect(read.ok && [read.value.name, read.value.issueOn, read.value.units]).toEqual([
    '只改印发日',
    '03-01',
    standardScenario.units,
  ]);
});

test.each([
  [[], '整个文件'],
  [{ extends: 'other' }, 'extends'],
  [{ issueOn: '2月22日' }, 'issueOn'],
  [{ colour: 'red' }, 'colour'],
  [{ duties: [{ words: [], lead: '没有的局' }] }, 'duties[0]'],
  [{ conduct: [{ unit: '*1', task: 0, does: 'returnedOnce' }] }, 'conduct[0].task'],
  [{ conduct: [{ unit: '*1', task: 1, does: 'sleep' }] }, 'conduct[0].does'],
  [{ reports: { ...standardScenario.reports, figures: [{ name: '件数', unit: '件', from: 9, to: 1 }] } }, 'reports.figures[0]'],
])('%j is refused by its field', (content, field) => {
  expect(checkScenario(content)).toMatchObject({ ok: false, refusal: { code: 'SCENARIO.WRONG_FIELD', params: { field } } });
});
