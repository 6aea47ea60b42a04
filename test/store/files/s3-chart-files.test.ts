import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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

/** A bucket on the wire that gives out two versions a page, and refuses to remove those whose key ends so. */
const bucketOf = async (keys: string[], kept = 'none') => {
  const asked: string[] = [];
  const list = (prefix: string | null) => {
    asked.push(`list ${prefix}`);
    return [200, `<ListVersionsResult>${versionsOf(keys.slice(0, 2))}</ListVersionsResult>`] as const;
  };
  const remove = (key: string, version: string | null) => {
    asked.push(`remove ${key} ${version}`);
    if (key.endsWith(kept)) return [403, '<Error><Code>AccessDenied</Code></Error>'] as const;
    keys.splice(keys.indexOf(key), 1);
    return [204, ''] as const;
  };
  const server = createServer(({ method, url }, response) => {
    const { pathname, searchParams: query } = new URL(String(url), 'http://bucket');
    const key = pathname.replace('/the-bucket/', '');
    const [status, body] =
      method === 'DELETE' ? remove(key, query.get('versionId')) : list(query.get('prefix'));
    response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closing.push(() => new Promise((closed) => void server.close(() => closed())));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
  return { asked, files: s3ChartFiles(client, 'the-bucket') };
};
const chart = { tenant_id: TENANT, id: idOf(1) };
const named = (...names: string[]) => names.map((name) => `${TENANT}/${idOf(1)}/${name}`);
const LIST = `list ${TENANT}/${idOf(1)}/`;

describe('files in S3', () => {
  test('go version by version and page by page, until none is found', async () => {
    const keys = named('a', 'b', 'c');
    const removals = keys.map((key) => `remove ${key} v-${key}`);
    const { files, asked } = await bucketOf(keys);
    expect([await files.removeAll(chart), keys]).toStrictEqual([3, []]);
    expect(asked.toSorted()).toStrictEqual([LIST, LIST, LIST, ...removals]);
  });

  test('that S3 keeps are a fault', async () => {
    const keys = named('a-locked');
    const { files } = await bucketOf(keys, 'locked');
    await expect(files.removeAll(chart)).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(keys).toStrictEqual(named('a-locked'));
  });
});
