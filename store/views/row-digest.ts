import { createHash } from 'node:crypto';
import type { ChartView } from '../../schemas/chart/view.ts';

/** JSON with the names of each object in their order, so that equal values are equal texts (after RFC 8785). */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, canonical(each)]),
  );
};

/** The SHA-256 of a tenant's row, in hexadecimal digits: equal rows have equal digests, whoever wrote them. */
export const rowDigest = (tenantId: string, row: ChartView): string =>
  createHash('sha256')
    .update(JSON.stringify([tenantId, canonical(row)]))
    .digest('hex');
