import type { Context, PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { handler } from '../../../functions/identity/claims.ts';

const eventOf = (attributes: Record<string, string>): PreTokenGenerationV2TriggerEvent => ({
  version: '2',
  triggerSource: 'TokenGeneration_Authentication',
  region: 'us-east-1',
  userPoolId: 'us-east-1_pool',
  userName: '11111111-1111-4111-8111-111111111111',
  callerContext: { awsSdkVersion: 'sdk', clientId: 'client' },
  request: {
    userAttributes: { sub: '11111111-1111-4111-8111-111111111111', email: 'm@x.example', ...attributes },
    groupConfiguration: {},
  },
  response: { claimsAndScopeOverrideDetails: {} },
});

const context = { functionName: 'claims' } as Context;
const ask = async (attributes: Record<string, string>) => handler(eventOf(attributes), context);

describe('the claims of a token', () => {
  it('are the agency and the role of the user, on the access and the ID token', async () => {
    const attributes = { 'custom:tenant_id': 'danbury-fire', 'custom:role': 'ems' };
    const claimsToAddOrOverride = { tenant_id: 'danbury-fire', role: 'ems' };
    expect(await ask(attributes)).toStrictEqual({
      ...eventOf(attributes),
      response: {
        claimsAndScopeOverrideDetails: {
          idTokenGeneration: { claimsToAddOrOverride },
          accessTokenGeneration: { claimsToAddOrOverride },
        },
      },
    });
  });

  it.each([
    ['no agency', { 'custom:role': 'ems' }],
    ['an agency that could spell a key', { 'custom:tenant_id': 'a#chart', 'custom:role': 'ems' }],
    ['no role', { 'custom:tenant_id': 'danbury-fire' }],
    ['a role there is not', { 'custom:tenant_id': 'danbury-fire', 'custom:role': 'system' }],
  ])('are refused to a user with %s, saying what to do', async (_, attributes) => {
    await expect(ask(attributes)).rejects.toThrow(
      'The user 11111111-1111-4111-8111-111111111111 gets no token: their attributes custom:tenant_id and custom:role do not name an agency and a role; an operator must set them in the user pool.',
    );
  });
});
