import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { kmsSigner } from '../../../store/log/kms-signer.ts';
import { loggedTenants } from '../../../store/log/logged-tenants.ts';
import { s3LogFiles } from '../../../store/log/s3-log-files.ts';
import type { TenantLogs } from '../../../store/log/tenant-log.ts';
import { outputOf, type Target } from '../target.ts';

/** The logs of all tenants, to be read, and whose there are. */
export interface ReadLogs extends Omit<TenantLogs, 'feed'> {
  tenants(): AsyncIterable<string>;
}

/** The logs on a deployed system. */
export const logsOf = (target: Target): ReadLogs => {
  const s3 = new S3Client(target.client);
  const bucket = outputOf(target, 'LogBucket');
  return {
    service: outputOf(target, 'LogName'),
    signer: kmsSigner(new KMSClient(target.client), outputOf(target, 'LogKey')),
    files: (prefix) => s3LogFiles(s3, { bucket, prefix }),
    tenants: () => loggedTenants(s3, bucket),
  };
};
