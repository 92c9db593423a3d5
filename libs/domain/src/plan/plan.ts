/** 草案 → 审定 → 印发 → 收官 → 归档. */
export type PlanState = 'draft' | 'approved' | 'issued' | 'wrappedUp' | 'archived';
