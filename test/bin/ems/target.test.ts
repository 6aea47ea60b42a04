import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { screenOf } from '../../../bin/ems/cli/screen.ts';
import { openTarget, outputOf, TargetOptions } from '../../../bin/ems/target.ts';

const OUTPUTS = { ApiUrl: 'http://127.0.0.1:4566/api', EventsTable: 'events' };
const RECORD = { endpoint: 'http://127.0.0.1:4566', region: 'us-east-1', outputs: OUTPUTS, pid: process.pid };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ems-target-'));
});
afterAll(() => rm(folder, { recursive: true }));

const written = async (name: string, text: string): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
};

const opened = async (options: Record<string, unknown>) => {
  let said = '';
  const io = {
    out: () => expect.unreachable('a target is not a result'),
    err(text: string) {
      said += text;
    },
    input: async () => '',
    interrupted: () => new AbortController().signal,
    now: () => new Date(0),
  };
  const target = await openTarget(TargetOptions.parse(options), screenOf(io, false));
  return { target, said };
};

test('the local deployment is taken when its file is there, and it is said', async () => {
  const deployment = await written('good.json', JSON.stringify(RECORD));
  for (const options of [{ deployment }, { deployment, target: 'local' }, { deployment, stage: 'prod' }])
    expect(await opened(options)).toStrictEqual({
      target: {
        name: 'local',
        client: {
          endpoint: 'http://127.0.0.1:4566',
          region: 'us-east-1',
          credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
        },
        outputs: OUTPUTS,
      },
      said: 'target: local deployment at http://127.0.0.1:4566\n',
    });
});

describe('a file that cannot be relied on is a fault, and never a reason to work on AWS', () => {
  test('left behind by a process that is gone', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    const deployment = await written('stale.json', JSON.stringify({ ...RECORD, pid }));
    await expect(opened({ deployment, stage: 'prod' })).rejects.toThrow(`its process ${pid} is gone`);
  });

  test.each([
    ['not JSON', '{', 'not JSON'],
    ['of another form', '{"endpoint":"http://127.0.0.1:4566"}', 'wrong form'],
  ])('%s', async (_, text, why) => {
    const deployment = await written('bad.json', text);
    await expect(opened({ deployment, stage: 'prod' })).rejects.toThrow(
      `does not describe a local deployment (${why})`,
    );
  });

  test('a folder', async () => {
    await expect(opened({ deployment: folder })).rejects.toThrow('EISDIR');
  });
});

test('--target aws does not look at the file, and asks for a stage', async () => {
  const deployment = await written('good.json', JSON.stringify(RECORD));
  await expect(opened({ deployment, target: 'aws' })).rejects.toThrow('no stage on AWS is named');
});

test('an output that the deployment lacks says which, and where', async () => {
  const { target } = await opened({ deployment: await written('good.json', JSON.stringify(RECORD)) });
  expect(outputOf(target, 'EventsTable')).toBe('events');
  expect(() => outputOf(target, 'BusName')).toThrow('The local deployment has no stack output BusName.');
});
