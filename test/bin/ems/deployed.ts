import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Io } from '../../../bin/ems/cli/io.ts';
import { dynamoCommitTable } from '../../../store/dynamo-commit-table.ts';
import { eventStore } from '../../../store/event-store.ts';
import { deployedKeys } from '../../deployed-keys.ts';
import { type Ran, ran } from './captured-io.ts';

/** The operators' command on the deployed system, as it runs beside "npm start": by the file that tells where it is. */
export const emsOnDeployment = (which: 'deployment' | 'guarded' = 'deployment') => {
  let folder: string;
  const file = () => join(folder, 'deployment.json');
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ems-engine-'));
    await writeFile(file(), JSON.stringify({ ...inject(which), pid: process.pid }));
  });
  afterAll(() => rm(folder, { recursive: true }));
  return (args: readonly string[], io?: Partial<Io>): Promise<Ran> =>
    ran([...args, '--deployment', file()], { now: () => new Date(), ...io });
};

/** The objects of standard output: one a line. */
export const objectsOf = (out: string): Record<string, unknown>[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** An output of the deployed stacks. */
export const outputOf = (name: string): string => String(inject('deployment').outputs[name]);

/** How a client of the deployed system is made. */
export const clientSettings = () => {
  const { endpoint, region } = inject('deployment');
  return { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
};

/** The deployed event store. */
export const deployedStore = () =>
  eventStore(
    dynamoCommitTable(new DynamoDBClient(clientSettings()), outputOf('EventsTable')),
    deployedKeys(inject('deployment')),
  );
