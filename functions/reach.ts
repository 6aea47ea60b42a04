import { isOnThisMachine, type Reach } from '../schemas/nemsis/state-endpoint.ts';

/**
 * Where functions may send to. They are on the local engine where what they take for AWS is on their own machine; nothing
 * of AWS itself ever is.
 *
 * @param awsEndpoint AWS_ENDPOINT_URL, which only the local engine gives its functions
 */
export const reachBy = (awsEndpoint: string | undefined): Reach =>
  awsEndpoint !== undefined && isOnThisMachine(awsEndpoint) ? 'local' : 'public';
