import type { SignInOutcome, UserDirectory } from '../../adapters/cognito/user-directory.ts';
import { isRefusal, refuse } from '../../schemas/error.ts';
import type { signIn } from '../../schemas/routes/auth.ts';
import type { SignInStep } from '../../schemas/user.ts';
import type { Answer } from '../http/endpoint.ts';
import { type Journal, type Origin, type Owner, witnessed } from './journal.ts';

/** Where users come in: who knows them, and where it is written what they do. */
export interface Door {
  readonly directory: UserDirectory;
  readonly journal: Journal;
}

/** One attempt: whose, if they are known; at which step; and the request it came with. */
export interface Attempt {
  readonly user: Owner | undefined;
  readonly step: SignInStep;
  readonly origin: Origin;
}

type SignedIn = Answer<typeof signIn>;
type OutcomeOf<K extends SignInOutcome['kind']> = Extract<SignInOutcome, { kind: K }>;

/** The one answer to everybody who is not let in: it tells nobody why, nor whether there is such a user. */
export const DENIED = refuse(
  'UNAUTHENTICATED',
  'The e-mail address, the password or the code is wrong, or the account is locked after too many attempts; try again later, or ask an admin of your agency.',
);

const WEAK_PASSWORD = refuse('VALIDATION_FAILED', 'The new password is not as strong as it must be.', {
  issues: [
    {
      path: 'body.new_password',
      message:
        'at least 12 characters, with lower and upper case, a digit and a symbol, and never used before',
    },
  ],
});

/** Tokens go out only when the sign-in is written: if a lock was faster, they are dropped, and nobody ever has them. */
const admitted = async (door: Door, { issued }: OutcomeOf<'issued'>, origin: Origin): Promise<SignedIn> => {
  const { user, session_id, tokens } = issued;
  const command = { type: 'sign_in', at: origin.now, session_id } as const;
  const done = await door.journal.record(user, command, witnessed(origin));
  return isRefusal(done) ? DENIED : { ...tokens, token_type: 'Bearer' };
};

const challenged = async (
  door: Door,
  { challenge, session }: OutcomeOf<'challenged'>,
  { user, origin }: Attempt,
): Promise<SignedIn> => {
  if (!user) return DENIED;
  const command = { type: 'challenge', at: origin.now, challenge } as const;
  const done = await door.journal.record(user, command, witnessed(origin));
  return isRefusal(done) ? DENIED : { challenge, session };
};

const refused = async (door: Door, { user, step, origin }: Attempt): Promise<SignedIn> => {
  const command = { type: 'fail', at: origin.now, step } as const;
  if (user) await door.journal.record(user, command, witnessed(origin));
  return DENIED;
};

/** Writes how an attempt ended, and answers it. */
export const concluded = async (door: Door, outcome: SignInOutcome, attempt: Attempt): Promise<SignedIn> => {
  switch (outcome.kind) {
    case 'issued':
      return admitted(door, outcome, attempt.origin);
    case 'challenged':
      return challenged(door, outcome, attempt);
    case 'refused':
      return refused(door, attempt);
    case 'weak_password':
      return WEAK_PASSWORD;
  }
};
