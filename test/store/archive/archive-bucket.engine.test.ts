import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { s3ArchiveBucket } from '../../../store/archive/s3-archive-bucket.ts';
import { deployed } from '../engine.ts';
import { freshTenant } from '../fresh-tenant.ts';
import { archiveBucketContract } from './archive-bucket.contract.ts';

const { name: Bucket, client } = deployed('ArchiveBucket');
const s3 = new S3Client(client);
const bucket = s3ArchiveBucket(s3, Bucket, 2);
const folder = () => `test/tenant=${freshTenant()}/`;

archiveBucketContract('S3', bucket, folder);

test('In S3 nothing hides what was written first: neither later versions nor a deletion', async () => {
  const at = folder();
  const name = `${at}a`;
  await bucket.put(name, Uint8Array.of(1));
  await s3.send(new PutObjectCommand({ Bucket, Key: name, Body: Uint8Array.of(2) }));
  await s3.send(new PutObjectCommand({ Bucket, Key: name, Body: Uint8Array.of(3) }));
  expect(await bucket.get(name)).toStrictEqual(Uint8Array.of(1));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: name }));
  expect(await bucket.get(name)).toStrictEqual(Uint8Array.of(1));
  expect(await bucket.names(at)).toStrictEqual([name]);
});
