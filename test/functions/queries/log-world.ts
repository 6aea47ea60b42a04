import * as z from 'zod';
import { checkpointEndpoints } from '../../../functions/commands/checkpoint-endpoints.ts';
import { api } from '../../../functions/http/api.ts';
import { proofEndpoints } from '../../../functions/queries/proof-endpoints.ts';
import type { FeedEntry } from '../../../schemas/feed.ts';
import type { Role } from '../../../schemas/identity.ts';
import { memoryLogFiles } from '../../../store/log/memory-log-files.ts';
import type { TenantLogs } from '../../../store/log/tenant-log.ts';
import { CONTEXT } from '../../phi-scene.ts';
import { TENANT } from '../../sample-chart.ts';
import { signerOf } from '../../store/log/fixed-signer.ts';
import { entryAt, feedOf } from '../../store/log/sample-logs.ts';
import { apiEvent } from '../api-event.ts';
import { caller, PERMISSIVE } from '../chart-world.ts';

const Answer = z.object({ statusCode: z.number(), body: z.string() });

export const CHECKPOINT = '/v1/audit/checkpoint';
export const PROOFS = '/v1/audit/proofs';

/** The log of the sample tenant, whose feed grows as it is told to, behind its routes. */
export const logWorld = (tenant = TENANT) => {
  const entries: FeedEntry[] = [];
  const kept = new Map<string, Map<string, Uint8Array>>();
  const logs: TenantLogs = {
    service: 'log.example.org',
    signer: signerOf(1),
    feed: {
      ...feedOf(entries),
      read: (of, ...more) => feedOf(of === tenant ? entries : []).read(of, ...more),
    },
    files(tenantId) {
      const files = kept.get(tenantId) ?? new Map<string, Uint8Array>();
      kept.set(tenantId, files);
      return memoryLogFiles(files);
    },
  };
  const handler = api([...proofEndpoints(logs), ...checkpointEndpoints(logs)], PERMISSIVE);
  const ask = async (key: string, query: Record<string, string> = {}, role: Role = 'auditor') => {
    const event = apiEvent(key, 'request-1', { caller: caller(role), query });
    const { statusCode, body } = Answer.parse(await handler(event, CONTEXT));
    return { status: statusCode, body: JSON.parse(body) };
  };
  return {
    logs,
    entries,
    ask,
    growTo(size: number) {
      while (entries.length < size) entries.push(entryAt(tenant, entries.length));
    },
    sign: () => ask(`POST ${CHECKPOINT}`),
    inclusion: (query: Record<string, string>) => ask(`GET ${PROOFS}/inclusion`, query),
    consistency: (query: Record<string, string>) => ask(`GET ${PROOFS}/consistency`, query),
  };
};
