import { createHash, randomUUID } from 'node:crypto';
import { GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, inject, test } from 'vitest';
import { s3Uploads } from '../../store/uploads.ts';
import { deployed } from './engine.ts';
import { freshTenant } from './fresh-tenant.ts';

const { name: Bucket, client } = deployed('AttachmentsBucket');
const s3 = new S3Client(client);
const bucket = { name: Bucket, region: 'us-east-1', endpoint: inject('deployment').endpoint };
const bytes = Buffer.from('%PDF-1.7 an invented page');
const file = {
  content_type: 'application/pdf',
  size_bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
} as const;

const permitted = async (now = new Date().toISOString()) => {
  const Key = `${freshTenant()}/${randomUUID()}`;
  const { url, headers } = await s3Uploads(s3.config, bucket).permit(Key, file, now);
  const put = (body: Buffer, more = {}) =>
    fetch(url, { method: 'PUT', headers: { ...headers, ...more }, body: new Uint8Array(body) });
  return { Key, put };
};

describe('a permitted upload', () => {
  test('takes the file that was declared', async () => {
    const { Key, put } = await permitted();
    expect((await put(bytes)).status).toBe(200);
    const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(ContentType).toBe('application/pdf');
    expect(await Body?.transformToByteArray()).toStrictEqual(new Uint8Array(bytes));
  });

  test.each<[string, Buffer, Record<string, string>]>([
    ['other bytes of the same length', Buffer.from('%PDF-1.7 an INVENTED page'), {}],
    ['another type', bytes, { 'content-type': 'text/html' }],
    ['another checksum', bytes, { 'x-amz-checksum-sha256': Buffer.alloc(32).toString('base64') }],
  ])('takes no file of %s', async (_, body, headers) => {
    const { Key, put } = await permitted();
    expect([400, 403]).toContain((await put(body, headers)).status);
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key }))).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('takes nothing once it has expired', async () => {
    const { put } = await permitted(new Date(Date.now() - 16 * 60_000).toISOString());
    expect((await put(bytes)).status).toBe(403);
  });
});
