import * as z from 'zod';
import type { ApiClient } from './api-client.ts';

/** A user as they sign in. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** A signed-in user: the access token is good for 30 minutes. */
export interface Session {
  readonly email: string;
  readonly token: string;
  readonly refreshToken: string;
}

const Tokens = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });

/** Signs a user in through the public API. */
export const signIn = async (api: ApiClient, { email, password }: Credentials): Promise<Session> => {
  const call = { method: 'POST', path: '/v1/auth/sign-in', body: { email, password }, expects: 200 } as const;
  const { access_token, refresh_token } = await api.call(call, Tokens);
  return { email, token: access_token, refreshToken: refresh_token };
};
