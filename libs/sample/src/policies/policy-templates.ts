import type { Policy } from '@duban/domain';
import { auditRectificationPolicy } from './audit-rectification-policy';
import { standardPolicy } from './standard-policy';
import { threeColourPolicy } from './three-colour-policy';

/** What an office may begin its own policy from; the first is the one that a new jurisdiction starts with. */
export const policyTemplates: readonly Policy[] = [standardPolicy, threeColourPolicy, auditRectificationPolicy];
