import { KMSClient } from '@aws-sdk/client-kms';
import { DeleteObjectCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { kmsSigner } from '../../../store/log/kms-signer.ts';
import { loggedTenants } from '../../../store/log/logged-tenants.ts';
import { s3LogFiles } from '../../../store/log/s3-log-files.ts';
import { deployed } from '../engine.ts';
import { freshTenant } from '../fresh-tenant.ts';
import { tenantLogContract } from './tenant-log.contract.ts';

const { name: bucket, client } = deployed('LogBucket');
const s3 = new S3Client(client);
const files = (prefix: string) => s3LogFiles(s3, { bucket, prefix });

tenantLogContract('S3 and KMS', async () => ({
  signer: kmsSigner(new KMSClient(client), deployed('LogKey').name),
  files,
}));

test('The tenants of the logs in a bucket are those that have a folder there', async () => {
  const tenants = [freshTenant(), freshTenant()];
  for (const tenant of tenants) await files(tenant).put('tile/0/000.p/1', Uint8Array.of(1));
  const found = await Array.fromAsync(loggedTenants(s3, bucket));
  expect(found).toStrictEqual(expect.arrayContaining(tenants));
  expect(new Set(found).size).toBe(found.length);
});

test('What lies in the bucket of logs cannot be deleted before its time', async () => {
  const tenant = freshTenant();
  await files(tenant).put('tile/0/000.p/1', Uint8Array.of(1));
  const { Versions: [version] = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket: bucket, Prefix: `${tenant}/` }),
  );
  const deletion = new DeleteObjectCommand({
    Bucket: bucket,
    Key: version?.Key,
    VersionId: version?.VersionId,
  });
  await expect(s3.send(deletion)).rejects.toThrow();
  expect(await files(tenant).get('tile/0/000.p/1')).toStrictEqual(Uint8Array.of(1));
});
