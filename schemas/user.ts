import { z } from 'zod';
import { Instant } from './instant.ts';

const v1 = <S extends z.ZodType>(data: S) => ({ schema_version: 1, data });

/** Every event of a user's stream: how they came in, were kept out, and left. No event holds an address or a password. */
export const USER_EVENTS = {
  'user.signed_in': v1(z.strictObject({ at: Instant })),
  'user.sign_in_failed': v1(z.strictObject({ at: Instant })),
  'user.locked_out': v1(z.strictObject({ until: Instant })),
  'user.unlocked': v1(z.strictObject({ at: Instant })),
  'user.signed_out': v1(z.strictObject({ at: Instant })),
};

type Events = typeof USER_EVENTS;

/** One event of a user. */
export type UserEvent = { [T in keyof Events]: { type: T; data: z.infer<Events[T]['data']> } }[keyof Events];
