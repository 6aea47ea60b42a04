import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, test } from 'vitest';
import { s3ChartFiles } from '../../../store/files/s3-chart-files.ts';
import { idOf, TENANT } from '../../sample-chart.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const versionsOf = (keys: readonly string[]) =>
  keys.map((key) => `<Version><Key>${key}</Key><VersionId>v-${key}</VersionId></Version>`).join('');

/** A bucket on the wire that gives out two versions a page, and keeps those whose key ends so. */
const bucketOf = async (keys: string[], kept = 'none') => {
  const asked: string[] = [];
  const removed = (body: string): string => {
    const named = [...body.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => String(key));
    const [errors, gone] = [true, false].map((is) => named.filter((key) => key.endsWith(kept) === is));
    for (const key of gone ?? []) keys.splice(keys.indexOf(key), 1);
    return (errors ?? []).map((key) => `<Error><Key>${key}</Key><Code>AccessDenied</Code></Error>`).join('');
  };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    asked.push(`${request.method} ${decodeURIComponent(String(request.url))}`);
    response.setHeader('content-type', 'application/xml');
    response.end(
      request.method === 'POST'
        ? `<DeleteResult>${removed(body)}</DeleteResult>`
        : `<ListVersionsResult>${versionsOf(keys.slice(0, 2))}</ListVersionsResult>`,
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closing.push(() => new Promise((closed) => void server.close(() => closed())));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
  return { asked, files: s3ChartFiles(client, 'the-bucket') };
};
const chart = { tenant_id: TENANT, id: idOf(1) };
const LIST = `GET /the-bucket/?prefix=${TENANT}/${idOf(1)}/&versions=`;
const REMOVE = 'POST /the-bucket/?delete=';

describe('files in S3', () => {
  test('go page by page, until none is found', async () => {
    const keys = ['a', 'b', 'c'].map((name) => `${TENANT}/${idOf(1)}/${name}`);
    const { files, asked } = await bucketOf(keys);
    expect([await files.removeAll(chart), keys]).toStrictEqual([3, []]);
    expect(asked).toStrictEqual([LIST, REMOVE, LIST, REMOVE, LIST]);
  });

  test('that S3 keeps are a fault that names none of them', async () => {
    const keys = ['a', 'b-locked'].map((name) => `${TENANT}/${idOf(1)}/${name}`);
    const { files } = await bucketOf(keys, 'locked');
    await expect(files.removeAll(chart)).rejects.toMatchObject({
      name: 'FileNotRemoved',
      message: '1 versions were not removed (AccessDenied); try again.',
    });
  });
});
