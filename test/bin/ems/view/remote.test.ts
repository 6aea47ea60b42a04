import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { discardRemotely, rebuildRemotely } from '../../../../bin/ems/view/remote.ts';
import { take } from '../../../../store/views/take.ts';
import { viewWorld } from '../../../store/views/view-world.ts';

const EXECUTION = 'arn:aws:states:us-east-1:000000000000:execution:machine:1';
const asked: { operation: string; body: unknown }[] = [];
const state = { answers: [{ status: 'RUNNING', cause: '' }] };

/** Step Functions as far as it is asked: an execution begins, and is in one state after the other. */
const service = createServer(async (request, response) => {
  const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
  asked.push({ operation, body: JSON.parse(await text(request)) });
  const [now, ...rest] = state.answers;
  if (operation === 'DescribeExecution' && rest.length > 0) state.answers = rest;
  response.setHeader('content-type', 'application/x-amz-json-1.0');
  response.end(
    JSON.stringify(operation === 'StartExecution' ? { executionArn: EXECUTION, startDate: 0 } : now),
  );
});

beforeAll(() => new Promise<void>((resolve) => void service.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => void service.close(resolve)));
beforeEach(() => {
  asked.length = 0;
});

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0;

const target = () => ({
  name: 'local' as const,
  client: {
    endpoint: `http://127.0.0.1:${portOf(service.address())}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  },
  outputs: { RebuildMachineArn: 'arn:machine' },
});

const runIn = (answers: typeof state.answers, signal = new AbortController().signal) => {
  state.answers = answers;
  const world = viewWorld();
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  const screen = {
    progress: say,
    result: (_: object, line: string) => say(line),
    step: (_: object, line: string) => say(line),
  };
  return { world, said, run: { parts: world.parts, screen, signal } };
};

const REBUILD = { view: 'charts', segments: 8, switch: true, resume: false } as const;
const SUCCEEDED = { status: 'SUCCEEDED', cause: '' };

test('the machine is told what to do, and followed to its end', async () => {
  const { run, said } = runIn([SUCCEEDED]);
  await rebuildRemotely(run, target(), REBUILD);
  const input = '{"view":"charts","work":"rebuild","segments":8,"switch":true}';
  expect(asked).toStrictEqual([
    { operation: 'StartExecution', body: expect.objectContaining({ stateMachineArn: 'arn:machine', input }) },
    { operation: 'DescribeExecution', body: { executionArn: EXECUTION } },
  ]);
  expect(said).toStrictEqual([`started: ${EXECUTION}`]);
});

test('an execution that fails is a fault with its cause', async () => {
  const { run } = runIn([{ status: 'FAILED', cause: 'The read model is idle.' }]);
  await expect(rebuildRemotely(run, target(), REBUILD)).rejects.toThrow(
    'The work ended as FAILED: The read model is idle.',
  );
  state.answers = [{ status: 'ABORTED', cause: '' }];
  await expect(rebuildRemotely(run, target(), REBUILD)).rejects.toThrow(
    'The work ended as ABORTED: no cause is told',
  );
});

test('whoever stops following it leaves it running, having seen how far it is', async () => {
  const { run, said, world } = runIn([{ status: 'RUNNING', cause: '' }], AbortSignal.timeout(50));
  await take(world.parts, 'begin', 2);
  await expect(rebuildRemotely(run, target(), { ...REBUILD, resume: true })).rejects.toThrow(
    'No longer followed: the work goes on by itself.',
  );
  expect(said.at(1)).toBe('waiting 20 s until all functions know of the change');
});

test('nothing is started that the machine would refuse', async () => {
  const { run, world } = runIn([SUCCEEDED]);
  await expect(rebuildRemotely(run, target(), { ...REBUILD, resume: true })).rejects.toThrow(
    'The read model is idle: there is no rebuild to go on with.',
  );
  await expect(discardRemotely(run, target(), { view: 'charts' })).rejects.toThrow(
    'The read model is idle: there is no generation to delete.',
  );
  await take(world.parts, 'begin', 2);
  await expect(rebuildRemotely(run, target(), REBUILD)).rejects.toThrow(
    'The read model is building: no rebuild can begin.',
  );
  expect(asked).toStrictEqual([]);
  await discardRemotely(run, target(), { view: 'charts' });
  expect(asked[0]?.body).toMatchObject({ input: '{"view":"charts","work":"discard"}' });
});
