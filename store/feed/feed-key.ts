import { keyParts } from '../stream-key.ts';

/** The key of a tenant's feed. */
export const feedKey = (tenantId: string): string => `${tenantId}#feed`;

/** The key of a stream's mark, from the stream's own key. */
export const markKey = (stream: string): string => {
  const { tenant_id, category, id } = keyParts(stream);
  return `${tenant_id}#feed#${category}#${id}`;
};
