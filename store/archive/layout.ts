/** Where an object lies: whose it is, the day it is filed under, and the `seq` of its first commit. */
export interface ObjectPlace {
  readonly tenantId: string;
  readonly date: string;
  readonly first: number;
}

/** The folder of all tenants' folders. */
export const ROOT = 'commits/';

/** The folder of a tenant. */
export const tenantFolder = (tenantId: string): string => `${ROOT}tenant=${tenantId}/`;

/** As many digits as the largest `seq` has, so that names sort as numbers do. */
const DIGITS = String(Number.MAX_SAFE_INTEGER).length;

/** `commits/tenant=<id>/date=<yyyy-mm-dd>/<first seq>.jsonl.gz`: folders as Athena reads partitions. */
export const objectName = ({ tenantId, date, first }: ObjectPlace): string =>
  `${tenantFolder(tenantId)}date=${date}/${String(first).padStart(DIGITS, '0')}.jsonl.gz`;

const NAME = /^commits\/tenant=([^/]+)\/date=(\d{4}-\d\d-\d\d)\/(\d{16})\.jsonl\.gz$/;

/** The place of an object by its name; undefined for a name that the archive gives to nothing. */
export const placeOf = (name: string): ObjectPlace | undefined => {
  const [, tenantId, date, first] = NAME.exec(name) ?? [];
  if (tenantId === undefined || date === undefined) return undefined;
  return { tenantId, date, first: Number(first) };
};

/** The tenant of a folder that lies in the root; undefined for any other. */
export const tenantOf = (folder: string): string | undefined =>
  /^commits\/tenant=([^/]+)\/$/.exec(folder)?.[1];
