import { inject } from 'vitest';

/** A resource of the deployed system by the output that names it, and how a client reaches it. */
export const deployed = (
  output:
    | 'AccessTable'
    | 'ArchiveBucket'
    | 'ExportsBucket'
    | 'EventsTable'
    | 'FeedTable'
    | 'KeysTable'
    | 'LogBucket'
    | 'LogKey'
    | 'MasterKey'
    | 'ViewsTable'
    | 'AttachmentsBucket',
) => {
  const { endpoint, region, outputs } = inject('deployment');
  const name = outputs[output];
  if (name === undefined) throw new Error(`The deployment has no output ${output}; see lib/stacks/data.ts.`);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return { name, client: { endpoint, region, credentials } };
};
