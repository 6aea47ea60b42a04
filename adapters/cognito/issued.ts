import * as z from 'zod';
import { Role, TenantId, UserId } from '../../schemas/identity.ts';
import { SessionId } from '../../schemas/user.ts';
import type { Issued } from './user-directory.ts';

const Result = z.object({
  AccessToken: z.string(),
  IdToken: z.string(),
  RefreshToken: z.string().optional(),
  ExpiresIn: z.int().positive(),
});

const Claims = z.object({ sub: UserId, origin_jti: SessionId, tenant_id: TenantId, role: Role });

const payloadOf = (token: string): unknown =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));

const claimsOf = (token: string) => {
  const claims = Claims.safeParse(payloadOf(token));
  if (claims.success) return claims.data;
  const wrong = claims.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new Error(
    `Cognito issued an access token without a valid ${wrong}: see that the pool calls functions/identity/claims before it issues tokens (version V2_0) and that its client has token revocation on.`,
  );
};

/**
 * What Cognito issued, with the user and the session by the access token's claims. The signature is not checked: the
 * token comes from Cognito itself, over TLS, and not from a client.
 * @param refreshToken the one that was refreshed with, which goes on when no new one comes (a pool without rotation)
 * @throws Error when the pool's set-up is wrong: no pre-token trigger, or no revocation
 */
export const issuedBy = (result: unknown, refreshToken?: string): Issued => {
  const { AccessToken, IdToken, RefreshToken = refreshToken, ExpiresIn } = Result.parse(result);
  const { sub, origin_jti, tenant_id, role } = claimsOf(AccessToken);
  return {
    user: { tenant_id, user_id: sub, role },
    session_id: origin_jti,
    tokens: {
      access_token: AccessToken,
      id_token: IdToken,
      refresh_token: z.string().parse(RefreshToken),
      expires_in: ExpiresIn,
    },
  };
};
