import type { StreamName } from '../schemas/stream.ts';

/** A stream's partition key: `tenant#category#id`. No part may contain `#`, so no stream can spell another's key. */
export const streamKey = (stream: StreamName): string =>
  `${stream.tenant_id}#${stream.category}#${stream.id}`;

/** The parts of a partition key as they stand: whether they name a stream is for a schema to say. */
export const keyParts = (key: string): { [part in keyof StreamName]: string | undefined } => {
  const [tenant_id, category, ...id] = key.split('#');
  return { tenant_id, category, id: id.join('#') };
};
