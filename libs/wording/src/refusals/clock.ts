/** Refusals of the office's decision on held steps. */
export const clockRefusals: Record<string, (p: Record<string, unknown>) => string> = {
  'RUNG.UNKNOWN': () => '没有这个督办步骤，或不由您处置。',
  'RUNG.NOT_HELD': () => '其中有的步骤已经处置过，没有办理；请刷新后重新选择。',
  'RUNG.REASON_MISSING': () => '请写明处置理由。',
  'RUNG.TOO_MANY': (p) => `一次最多处置${String(p['most'] ?? '')}个步骤，请分批办理。`,
};
