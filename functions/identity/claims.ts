import middy from '@middy/core';
import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { userOf } from '../../adapters/cognito/attributes.ts';
import { count, observed } from '../telemetry.ts';

const claimsOf = ({ userName, request }: PreTokenGenerationV2TriggerEvent) => {
  const user = userOf(request.userAttributes);
  if (user) return { tenant_id: user.tenant_id, role: user.role };
  throw new Error(
    `The user ${userName} gets no token: their attributes custom:tenant_id and custom:role do not name an agency and a role; an operator must set them in the user pool.`,
  );
};

/**
 * Puts a user's agency and role on their tokens, from which every function learns who asks (Cognito's pre-token
 * trigger, version V2_0, the first that reaches access tokens). It runs at each refresh too, so that a changed role
 * holds within an access token's life. Throws for a user without an agency or a role, who then gets no token.
 */
export const handler = middy<PreTokenGenerationV2TriggerEvent, PreTokenGenerationV2TriggerEvent>()
  .use(observed())
  .handler(async (event) => {
    count('Tokens');
    const claimsToAddOrOverride = claimsOf(event);
    return {
      ...event,
      response: {
        claimsAndScopeOverrideDetails: {
          idTokenGeneration: { claimsToAddOrOverride },
          accessTokenGeneration: { claimsToAddOrOverride },
        },
      },
    };
  });
