import * as routes from '../../schemas/routes/audit-log.ts';
import { type TenantLogs, tenantLog, writeCheckpoint } from '../../store/log/tenant-log.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { logCheckpointOf } from '../log-checkpoint.ts';

/** Signing the log of the caller's tenant. */
export const checkpointEndpoints = (logs: TenantLogs): readonly Endpoint[] => [
  endpoint(routes.writeCheckpoint, async ({ caller: { tenant_id } }) => {
    const signed = await writeCheckpoint(logs, tenant_id);
    const { key } = await tenantLog(logs, tenant_id);
    return logCheckpointOf(key, signed);
  }),
];
