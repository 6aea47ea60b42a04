import * as z from 'zod';
import { SubjectRef } from './phi.ts';

/** Why a person's data is destroyed. It stays readable for ever, so it says what was asked for and nothing of the person. */
export const DestructionReason = z
  .string()
  .trim()
  .min(10)
  .max(500)
  .meta({ description: 'Kept readable for ever: name the request, and say nothing of the person' });

const fields = { kind: SubjectRef.shape.kind, subject_id: SubjectRef.shape.id, reason: DestructionReason };

/** Every event of a subject's stream. Whose key it was stays known, so that what is unreadable can be explained. */
export const SUBJECT_EVENTS = {
  'subject.key_destroyed': { schema_version: 1, data: z.strictObject(fields) },
};

type Events = typeof SUBJECT_EVENTS;

/** One event of a subject. */
export type SubjectEvent = {
  [T in keyof Events]: { type: T; data: z.infer<Events[T]['data']> };
}[keyof Events];

/** What may be done to a subject: their key destroyed, for ever. */
export const SubjectCommand = z.strictObject({ type: z.literal('destroy_key'), ...fields });
export type SubjectCommand = z.infer<typeof SubjectCommand>;

/** A subject as their stream tells: with their data, or without it. */
export const SubjectState = z.strictObject({ status: z.enum(['kept', 'destroyed']) });
export type SubjectState = z.infer<typeof SubjectState>;
