import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { type Refusal, refuse } from '../../schemas/error.ts';
import { Caller } from '../../schemas/identity.ts';
import type { Route } from '../../schemas/routes/route.ts';

const Claims = z.looseObject({
  requestContext: z.looseObject({
    authorizer: z.looseObject({
      jwt: z.looseObject({
        claims: z.looseObject({
          sub: z.string(),
          tenant_id: z.string(),
          role: z.string(),
          token_use: z.literal('access'),
        }),
      }),
    }),
  }),
});

/**
 * Who calls, by the claims of the token that the gateway's JWT authorizer has verified, and by nothing else in the
 * request. An ID token, or a token without tenant and role, is nobody's.
 */
export const callerOf = (event: APIGatewayProxyEventV2): Caller | Refusal => {
  const claims = Claims.safeParse(event).data?.requestContext.authorizer.jwt.claims;
  const caller = Caller.safeParse({ tenant_id: claims?.tenant_id, user_id: claims?.sub, role: claims?.role });
  return caller.success
    ? caller.data
    : refuse('UNAUTHENTICATED', 'Sign in, and send the access token as Bearer.');
};

/** Why this caller may not use this route, or undefined. */
export const accessRefusal = (route: Route, caller: Caller): Refusal | undefined => {
  if (route.access === 'public' || route.access.includes(caller.role)) return undefined;
  return refuse('FORBIDDEN', `The role ${caller.role} may not do this.`, { roles: route.access });
};
