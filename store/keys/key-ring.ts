import type { KeyObject } from 'node:crypto';
import type { SubjectRef } from '../../schemas/phi.ts';

/** Keys of a tenant's subjects, by the subject's name. */
export type SubjectKeys = ReadonlyMap<string, KeyObject | 'destroyed'>;

/** Where the keys of subjects come from: one a subject, made when first needed, gone for ever when destroyed. */
export interface KeyRing {
  /** Keys to seal with, made where there are none yet; 'destroyed' where a subject was shredded. */
  toSeal(tenantId: string, subjects: readonly SubjectRef[]): Promise<SubjectKeys>;
  /** Keys to open with; 'destroyed' where shredded. A key that never was throws MissingKey. */
  toOpen(tenantId: string, subjects: readonly SubjectRef[]): Promise<SubjectKeys>;
}
