import { createHash, randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Person } from './agency.ts';
import type { Answered } from './api-client.ts';

/** Messages go over queues and back, and the first export that a function judges reads the whole standard. */
export const SOON = { timeout: 60_000, interval: 250 };

const FINISHED = ['validation_failed', 'exported'];

/** Asks for an export of a chart (`/v1/charts/{id}`) or of the agency (`/v1/agency`), and waits until it is in such a state. */
export const exported = async (
  person: Person,
  at: string,
  { states = FINISHED, ...body }: { states?: readonly string[]; kind?: 'full' | 'national' },
): Promise<Answered['body']> => {
  const key = { 'idempotency-key': randomUUID() };
  const asked = await person.ask('POST', `${at}/exports`, 'kind' in body ? body : undefined, key);
  expect(asked.status).toBe(202);
  const read = async () => (await person.ask('GET', `/v1/exports/${asked.body['id']}`)).body;
  await expect.poll(async () => states.includes(String((await read())['status'])), SOON).toBe(true);
  return read();
};

/** The file that an export came to, from where the export says that it is: the very bytes whose digest it tells. */
export const downloaded = async ({ download, artifact }: Answered['body']): Promise<Buffer> => {
  const { url } = download as { url: string };
  const file = Buffer.from(await (await fetch(url)).arrayBuffer());
  const sha256 = createHash('sha256').update(file).digest('hex');
  expect(artifact).toStrictEqual({ sha256, bytes: file.length });
  return file;
};
