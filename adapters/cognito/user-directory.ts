import type { Caller, Role } from '../../schemas/identity.ts';
import type { Challenge } from '../../schemas/user.ts';

/** What Cognito issued, with whose it is and the session it belongs to. `expires_in`: the access token's life in seconds. */
export interface Issued {
  readonly user: Caller;
  readonly session_id: string;
  readonly tokens: {
    readonly access_token: string;
    readonly id_token: string;
    readonly refresh_token: string;
    readonly expires_in: number;
  };
}

/**
 * How an attempt to sign in ended. `refused` is every "no" there is (unknown user, wrong password or code, disabled,
 * ended session), because telling them apart tells who has an account; `weak_password` says that the new password is
 * not as the pool demands.
 */
export type SignInOutcome =
  | { readonly kind: 'issued'; readonly issued: Issued }
  | { readonly kind: 'challenged'; readonly challenge: Challenge; readonly session: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'weak_password' };

/** What is asked for after the password, as the user gives it. */
export type ChallengeAnswer =
  | { readonly challenge: 'NEW_PASSWORD_REQUIRED'; readonly new_password: string }
  | { readonly challenge: 'SOFTWARE_TOKEN_MFA'; readonly code: string };

/** Whose answer it is. Cognito takes the user's id here; their e-mail address it knows as an alias, and not as a name. */
interface Challenged {
  readonly name: string;
  /** The `session` that came with the challenge. */
  readonly session: string;
}

/** Users and their tokens, as signing in needs them. What is expected is a value; every other failure is thrown. */
export interface UserDirectory {
  /** The user with this e-mail address or id, or undefined for nobody, or for one who belongs to no agency. */
  find(name: string): Promise<Caller | undefined>;
  signIn(who: { readonly email: string; readonly password: string }): Promise<SignInOutcome>;
  answer(who: Challenged, answer: ChallengeAnswer): Promise<SignInOutcome>;
  /** New tokens of a session that goes on, or undefined when it has ended or never was. */
  refresh(refreshToken: string): Promise<Issued | undefined>;
  /** Ends the session of a refresh token that is good. Access tokens issued before stay readable until they expire. */
  revoke(refreshToken: string): Promise<void>;
}

/** A user whom an operator brings in, with a password that stays. */
export interface NewUser {
  readonly email: string;
  readonly password: string;
  readonly tenant_id: string;
  readonly role: Role;
}

/** How that ended: the user's id, or that the address has a user, or that the password is not as the pool demands. */
export type UserCreated =
  | { readonly kind: 'created'; readonly user_id: string }
  | { readonly kind: 'taken' }
  | { readonly kind: 'weak_password' };
