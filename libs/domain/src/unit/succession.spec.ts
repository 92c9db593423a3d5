import { successorOf } from './succession';

const next = (pairs: Record<string, string>) => (unitId: string) => pairs[unitId] ?? null;

it('follows one merger after another, and stays where there was none', () => {
  const reforms = next({ 文化局: '文旅局', 旅游局: '文旅局', 文旅局: '文广旅局' });
  expect(['文化局', '旅游局', '文旅局', '文广旅局', '司法局'].map((unit) => successorOf(unit, reforms))).toEqual([
    ...['文广旅局', '文广旅局', '文广旅局', '文广旅局', '司法局'],
  ]);
});

it('leaves a ring where it began', () => {
  expect(successorOf('甲', next({ 甲: '乙', 乙: '甲' }))).toBe('甲');
});
