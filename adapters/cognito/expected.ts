import { CognitoIdentityProviderServiceException } from '@aws-sdk/client-cognito-identity-provider';

/**
 * Waits for a call of Cognito's API; an exception that is an expected outcome becomes its value, every other is thrown.
 * @param outcomes by the name of the exception in Cognito's API reference
 */
export const expected = async <T, U>(
  call: Promise<T>,
  outcomes: Readonly<Record<string, U>>,
): Promise<T | U> => {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof CognitoIdentityProviderServiceException)) throw error;
    const outcome = outcomes[error.name];
    if (outcome === undefined) throw error;
    return outcome;
  }
};
