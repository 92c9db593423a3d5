import type { ScoreScheme } from '@duban/domain';

const each = { kind: 'each', byRole: {}, cap: null, group: null } as const;

/**
 * Scoring rules that an office may begin from: a base of 80 and at most 100, lead before cooperation, on time rewarded, late
 * punished, one matter counted once at its heaviest. The figures follow rules in use (counties, 2015–2024) and are local data.
 */
export const standardScheme: ScoreScheme = {
  name: '法治政府建设督察考核计分规则',
  base: '80',
  most: '100',
  least: '0',
  appealTerm: { n: 5, unit: 'workingDays' },
  rules: [
    {
      ...each,
      key: 'completedOnTime',
      name: '按期销号',
      fact: 'completion.onTime',
      points: '1',
      byRole: { lead: '2', collating: '2' },
      cap: '10',
    },
    { kind: 'rate', key: 'reportRate', name: '按期报送', of: 'report', full: '5', whenNothing: 'none' },
    {
      ...each,
      key: 'completedLate',
      name: '超期销号',
      fact: 'completion.late',
      points: '-1',
      byRole: { lead: '-2' },
      group: '办结',
    },
    {
      ...each,
      key: 'overdue',
      name: '逾期未办结',
      fact: 'completion.overdue',
      points: '-2.5',
      byRole: { lead: '-5' },
      group: '办结',
    },
    { ...each, key: 'reportMissing', name: '未报进展', fact: 'report.overdue', points: '-1', cap: '5' },
    { ...each, key: 'returned', name: '办结申请被退回', fact: 'completion.returned', points: '-2', cap: '6' },
    { ...each, key: 'urged', name: '被催办', fact: 'instrument.urging', points: '-0.5', cap: '5', group: '督办' },
    { ...each, key: 'ordered', name: '收到督办单', fact: 'instrument.supervisionOrder', points: '-1', group: '督办' },
    { ...each, key: 'summoned', name: '被约谈', fact: 'instrument.summons', points: '-2', group: '督办' },
    { ...each, key: 'listed', name: '被挂牌督办', fact: 'instrument.listing', points: '-3', group: '督办' },
    { kind: 'award', key: 'praised', name: '批示肯定和表彰', cap: '5' },
    { kind: 'award', key: 'blamed', name: '曝光和造成不良影响', cap: '5' },
  ],
};
