import { randomUUID } from 'node:crypto';

/** A tenant nobody else has: tests of one table, however often they run, never meet. */
export const freshTenant = (): string => `test-${randomUUID()}`;
