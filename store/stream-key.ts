import type { StreamName } from '../schemas/stream.ts';
import { StreamName as StreamNameSchema } from '../schemas/stream.ts';

/** A stream's partition key: `tenant#category#id`. No part may contain `#`, so no stream can spell another's key. */
export const streamKey = (stream: StreamName): string =>
  `${stream.tenant_id}#${stream.category}#${stream.id}`;

/** The stream a partition key names; throws on a key that names none. */
export const streamOf = (key: string): StreamName => {
  const [tenant_id, category, id] = key.split('#');
  return StreamNameSchema.parse({ tenant_id, category, id });
};
