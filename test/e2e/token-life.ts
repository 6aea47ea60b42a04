import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CREDENTIALS } from '../../local/environment.ts';
import type { Deployment } from '../engine-setup.ts';

/**
 * Has access tokens live for some seconds while `meanwhile` runs, and as long as deployed after. AWS takes no less than
 * five minutes, the engine does.
 */
export const withTokenLife = async <T>(
  { endpoint, region, outputs }: Deployment,
  seconds: number,
  meanwhile: () => Promise<T>,
): Promise<T> => {
  const cognito = new CognitoIdentityProviderClient({ endpoint, region, credentials: CREDENTIALS });
  const client = { UserPoolId: outputs['UserPoolId'], ClientId: outputs['UserPoolClientId'] };
  const { UserPoolClient: deployed } = await cognito.send(new DescribeUserPoolClientCommand(client));
  const brief = {
    AccessTokenValidity: seconds,
    TokenValidityUnits: { ...deployed?.TokenValidityUnits, AccessToken: 'seconds' },
  } as const;
  await cognito.send(new UpdateUserPoolClientCommand({ ...deployed, ...client, ...brief }));
  try {
    return await meanwhile();
  } finally {
    await cognito.send(new UpdateUserPoolClientCommand({ ...deployed, ...client }));
  }
};
