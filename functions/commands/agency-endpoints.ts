import type { StateCredentials } from '../../adapters/state-credentials/state-credentials.ts';
import { NO_PASSWORD } from '../../domain/agency.ts';
import { refuseFor } from '../../domain/issues.ts';
import type { StateAccountFacts } from '../../schemas/agency.ts';
import { isRefusal } from '../../schemas/error.ts';
import { endpointFault, type Reach } from '../../schemas/nemsis/state-endpoint.ts';
import * as routes from '../../schemas/routes/agency.ts';
import { agencyHead } from '../agency.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { type AgencyParts, changeAgency } from './agency-change.ts';
import { becauseOf, type SignedRequest } from './ids.ts';

/** What agencies are changed with, where the passwords of their accounts are kept, and where states may be. */
export interface AgencyEndpointParts extends AgencyParts {
  readonly credentials: StateCredentials;
  readonly reach: Reach;
}

const change = (
  parts: AgencyParts,
  request: SignedRequest & { readonly body: { readonly version: number } },
  { operation, command }: { operation: string; command: Parameters<typeof changeAgency>[1]['command'] },
) =>
  changeAgency(parts, {
    tenant_id: request.caller.tenant_id,
    command,
    because: becauseOf(operation, request),
    seen: request.body.version,
  });

const putElements = (parts: AgencyEndpointParts) =>
  endpoint(routes.putAgencyElements, (request) => {
    const { version: _, ...changes } = request.body;
    const command = { type: 'record_demographics', changes } as const;
    return change(parts, request, { operation: 'putAgencyElements', command });
  });

const putReleases = (parts: AgencyEndpointParts) =>
  endpoint(routes.putAgencyReleases, (request) => {
    const command = { type: 'set_releases', releases: request.body.releases } as const;
    return change(parts, request, { operation: 'putAgencyReleases', command });
  });

const putTimeZone = (parts: AgencyEndpointParts) =>
  endpoint(routes.putAgencyTimeZone, (request) => {
    const command = { type: 'set_time_zone', time_zone: request.body.time_zone } as const;
    return change(parts, request, { operation: 'putAgencyTimeZone', command });
  });

/** Keeps the account as the state will be told it; without a new password, with the one before. */
const keepAccount = async (
  { credentials }: AgencyEndpointParts,
  tenantId: string,
  { account, password }: { account: StateAccountFacts; password: string | undefined },
) => {
  const kept = password ?? (await credentials.get(tenantId))?.password;
  if (kept === undefined) return NO_PASSWORD;
  const { username, organization } = account;
  await credentials.put(tenantId, { username, organization, password: kept });
  return undefined;
};

const unreachable = (message: string) =>
  refuseFor('The state cannot be there; see details.issues.', [{ path: 'endpoint', message }]);

const isSeen = async ({ store }: AgencyParts, tenantId: string, version: number): Promise<boolean> =>
  (await agencyHead(store, tenantId)).version === version;

/**
 * The password goes where secrets are kept, and then the event says that it did. Whoever is behind is refused before
 * anything is kept, and a request that breaks off between the two is sent again:
 *
 *   PUT ─ at the version seen ✓ ─ kept ✓ ─ ✗ broken off
 *   PUT ─ at the version seen ✓ ─ kept ✓ ─ append state_account_set ✓ ─ 200
 *   PUT, the same again ─ not at it any more ──── recognised by its command id ─ 200
 *
 * Of two at once both may be kept and one recorded; the other is told VERSION_CONFLICT, and sets the account anew.
 */
const putStateAccount = (parts: AgencyEndpointParts) =>
  endpoint(routes.putStateAccount, async (request) => {
    const { version, password, ...account } = request.body;
    const fault = endpointFault(account.endpoint, parts.reach);
    if (fault !== undefined) return unreachable(fault);
    const { tenant_id } = request.caller;
    const kept = (await isSeen(parts, tenant_id, version))
      ? await keepAccount(parts, tenant_id, { account, password })
      : undefined;
    if (isRefusal(kept)) return kept;
    const command = {
      type: 'set_state_account',
      account,
      password: password === undefined ? 'kept' : 'set',
    } as const;
    // The command's id is made of the body, and lies in clear: nothing of the password goes into it.
    const told = { ...request, body: { version, ...account, password: command.password } };
    return change(parts, told, { operation: 'putStateAccount', command });
  });

/** What an agency's admins set: demographic data, releases, time zone, and the account at the state. */
export const agencyEndpoints = (parts: AgencyEndpointParts): readonly Endpoint[] =>
  [putElements, putReleases, putTimeZone, putStateAccount].map((make) => make(parts));
