import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { s3Uploads } from '../../store/uploads.ts';
import { ATTACHMENT, idOf, minute, TENANT } from '../sample-chart.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a-secret-of-nobody' };
const { config } = new S3Client({ region: 'us-east-1', credentials });
const uploads = s3Uploads(config, { name: 'a-bucket', region: 'us-east-1' });
const KEY = `${TENANT}/${idOf(1)}/${idOf(6)}`;
const permit = (change: Partial<typeof ATTACHMENT> = {}, now = minute(0)) =>
  uploads.permit(KEY, { ...ATTACHMENT, ...change }, now);
const signatureOf = ({ url }: { url: string }) => new URL(url).searchParams.get('X-Amz-Signature');

describe('permission to upload a file', () => {
  test('says what to send along, and until when', async () => {
    const { url: _, ...rest } = await permit();
    expect(rest).toStrictEqual({
      method: 'PUT',
      headers: {
        'content-type': 'application/pdf',
        'content-length': '120000',
        'x-amz-checksum-sha256': Buffer.from(ATTACHMENT.sha256, 'hex').toString('base64'),
      },
      expires_at: '2025-03-02T08:30:00.000Z',
    });
  });

  test('is an address of the file alone, signed over type, length and checksum for 15 minutes from now', async () => {
    const { url } = await permit();
    const { origin, pathname, searchParams } = new URL(url);
    expect(`${origin}${pathname}`).toBe(`https://a-bucket.s3.us-east-1.amazonaws.com/${KEY}`);
    expect(Object.fromEntries(searchParams)).toStrictEqual({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD',
      'X-Amz-Credential': 'AKIDEXAMPLE/20250302/us-east-1/s3/aws4_request',
      'X-Amz-Date': '20250302T081500Z',
      'X-Amz-Expires': '900',
      'X-Amz-SignedHeaders': 'content-length;content-type;host;x-amz-checksum-sha256',
      'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('names nothing of the file in the address', async () => {
    const { url } = await permit();
    for (const told of [ATTACHMENT.name, ATTACHMENT.sha256, 'pdf']) expect(url).not.toContain(told);
  });

  test.each([
    ['type', { content_type: 'image/png' as const }],
    ['length', { size_bytes: 120_001 }],
    ['checksum', { sha256: '5e'.repeat(32) }],
  ])('of another %s has another signature', async (_, change) => {
    expect(signatureOf(await permit(change))).not.toBe(signatureOf(await permit()));
  });

  test('asked for twice in one moment, is the same', async () => {
    expect(await permit()).toStrictEqual(await permit());
  });
});
