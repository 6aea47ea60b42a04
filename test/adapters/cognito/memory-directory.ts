import type { Issued, SignInOutcome, UserDirectory } from '../../../adapters/cognito/user-directory.ts';
import type { Caller } from '../../../schemas/identity.ts';
import type { Challenge } from '../../../schemas/user.ts';

/** A user of the directory in memory; `asks` is what Cognito would ask for after the password. */
export interface MemoryUser {
  readonly email: string;
  password: string;
  readonly user: Caller;
  readonly asks?: Challenge;
  readonly code?: string;
}

interface MemorySession {
  readonly user: Caller;
  readonly session_id: string;
  ended: boolean;
}

const REFUSED: SignInOutcome = { kind: 'refused' };
const numbered = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Users and sessions in memory, speaking the port as Cognito does behind it, with ids and tokens that are counted. */
export class MemoryDirectory implements UserDirectory {
  readonly #users: readonly MemoryUser[];
  readonly #sessions = new Map<string, MemorySession>();
  readonly #asked = new Map<string, MemoryUser>();
  #tokens = 0;
  /** Every password that was shown to it. */
  readonly shown: string[] = [];

  constructor(users: readonly MemoryUser[]) {
    this.#users = users;
  }

  async find(name: string): Promise<Caller | undefined> {
    return this.#users.find(({ email, user }) => email === name || user.user_id === name)?.user;
  }

  async signIn({ email, password }: { email: string; password: string }): Promise<SignInOutcome> {
    this.shown.push(password);
    const known = this.#users.find((each) => each.email === email && each.password === password);
    if (!known) return REFUSED;
    return known.asks ? this.#ask(known, known.asks) : this.#admit(known.user);
  }

  #ask(known: MemoryUser, challenge: Challenge): SignInOutcome {
    const session = `challenge-session-no-${this.#asked.size + 1}`;
    this.#asked.set(session, known);
    return { kind: 'challenged', challenge, session };
  }

  async answer(...[{ name, session }, answer]: Parameters<UserDirectory['answer']>): Promise<SignInOutcome> {
    const known = this.#asked.get(session);
    if (known?.user.user_id !== name || known.asks !== answer.challenge) return REFUSED;
    if (answer.challenge === 'SOFTWARE_TOKEN_MFA')
      return answer.code === known.code ? this.#admit(known.user) : REFUSED;
    if (answer.new_password.length < 12) return { kind: 'weak_password' };
    known.password = answer.new_password;
    return this.#admit(known.user);
  }

  #admit(user: Caller): SignInOutcome {
    const session_id = numbered(this.#sessions.size + 1);
    const refresh_token = `refresh.${this.#sessions.size + 1}`;
    this.#sessions.set(refresh_token, { user, session_id, ended: false });
    return { kind: 'issued', issued: this.#issue(user, session_id, refresh_token) };
  }

  #issue(user: Caller, session_id: string, refresh_token: string): Issued {
    this.#tokens += 1;
    const tokens = { access_token: `access.${this.#tokens}`, id_token: `id.${this.#tokens}`, refresh_token };
    return { user, session_id, tokens: { ...tokens, expires_in: 1800 } };
  }

  async refresh(refreshToken: string): Promise<Issued | undefined> {
    const session = this.#sessions.get(refreshToken);
    if (!session || session.ended) return undefined;
    return this.#issue(session.user, session.session_id, refreshToken);
  }

  async revoke(refreshToken: string): Promise<void> {
    const session = this.#sessions.get(refreshToken);
    if (session) session.ended = true;
  }
}
