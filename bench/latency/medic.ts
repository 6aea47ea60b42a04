import { randomBytes } from 'node:crypto';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import * as z from 'zod';
import { createUser } from '../../adapters/cognito/create-user.ts';
import { ApiClient } from '../../local/demo/api-client.ts';
import { openChart } from '../../local/demo/chart-writer.ts';
import { LiveChannel, type Push } from '../../local/demo/live-channel.ts';
import { type Session, signIn } from '../../local/demo/sign-in.ts';
import type { Target } from './target.ts';

const INCIDENT_NUMBER = '26-0815';
const Ticket = z.object({ url: z.string() });

/** Someone who writes charts of one incident, and whose screen is told of each change. */
export interface Medic {
  readonly api: ApiClient;
  readonly session: Session;
  readonly tenantId: string;
  readonly live: LiveChannel;
  /** Opens another chart of the incident. */
  open(): Promise<string>;
}

const signedIn = async (target: Target, api: ApiClient, tenantId: string): Promise<Session> => {
  const client = new CognitoIdentityProviderClient(target.settings);
  const who = {
    email: `medic@${tenantId}.example.org`,
    password: `${randomBytes(18).toString('base64url')}-aA1`,
  };
  const user = { ...who, tenant_id: tenantId, role: 'ems' } as const;
  const made = await createUser(client, target.output('UserPoolId'), user);
  if (made.kind === 'created') return signIn(api, who);
  throw new Error(`The measurement's user could not be created: ${made.kind}.`);
};

/**
 * A medic of an agency that nobody else is in, so that a running system is measured without its data being touched.
 * @param onPush is told of each push at the moment it comes
 */
export const medicOf = async (target: Target, onPush: (push: Push) => void): Promise<Medic> => {
  const api = new ApiClient(target.output('ApiUrl'));
  const tenantId = `bench-${randomBytes(6).toString('hex')}`;
  const session = await signedIn(target, api, tenantId);
  const open = () => openChart(api, session, INCIDENT_NUMBER);
  const { incidentId } = await open();
  const ticket = {
    method: 'POST',
    path: '/v1/realtime/tickets',
    token: session.token,
    expects: 201,
  } as const;
  const { url } = await api.call(ticket, Ticket);
  const live = await LiveChannel.open(url, `incident:${tenantId}:${incidentId}`, onPush);
  return { api, session, tenantId, live, open: async () => (await open()).chartId };
};
