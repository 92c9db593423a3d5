/** 牵头, 汇总, 责任, 配合. The printed word is kept beside it. */
export type Role = 'lead' | 'collating' | 'responsible' | 'cooperating';

/** The main states and the side states of an assignment (design section 1). */
export type AssignmentState =
  'assigned' | 'received' | 'completionFiled' | 'returned' | 'struckOff' | 'archived' | 'suspended' | 'cancelled';

/** An honest outcome, apart from the state (design section 6). */
export type Outcome = 'done' | 'partly' | 'notDone' | 'notAccepted' | 'notApplicable';
