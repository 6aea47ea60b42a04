import { type Refusal, refuse } from '../schemas/error.ts';
import type { Actor } from '../schemas/identity.ts';
import { type SubjectCommand, type SubjectEvent, SubjectState } from '../schemas/subject.ts';

/** The shape of a subject's state; raise the version whenever it or `evolve` changes, so that older snapshots are skipped. */
export const state = SubjectState;
export const fold_version = 1;

/** A subject whose key was never destroyed. */
export const initial: SubjectState = { status: 'kept' };

/** The subject after one more event. */
export const evolve = (_: SubjectState, { type }: SubjectEvent): SubjectState => {
  switch (type) {
    case 'subject.key_destroyed':
      return { status: 'destroyed' };
  }
};

/**
 * What a command makes of a subject: the event to append, none when their key is destroyed already, or why it is
 * refused. There is no way back, so only an admin may do it, and says why (HIPAA, 45 CFR 164.310(d)(2)(i): disposal).
 */
export const decide = (
  subject: SubjectState,
  { type: _, ...data }: SubjectCommand,
  { role }: Actor,
): readonly SubjectEvent[] | Refusal => {
  if (role !== 'admin')
    return refuse('FORBIDDEN', `The role ${role} may not destroy a person's data.`, { roles: ['admin'] });
  return subject.status === 'destroyed' ? [] : [{ type: 'subject.key_destroyed', data }];
};
