import { SetMetadata } from '@nestjs/common';
import type { PolicyName } from './policies';

export const POLICY = 'duban:policy';

/** Names the policy of a route; the table says who (policies.ts). */
export const Policy = (name: PolicyName): MethodDecorator => SetMetadata(POLICY, name);
