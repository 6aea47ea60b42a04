import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { RebuildInput } from '../../../functions/views/rebuild-request.ts';
import { statusOf } from '../../../store/views/status.ts';
import { OperatorFault } from '../cli/fault.ts';
import { outputOf, type Target } from '../target.ts';
import { partText } from './status-text.ts';
import { notNow, underWay } from './steps.ts';
import type { Run } from './work.ts';

const EVERY_MS = 2_000;

/** An execution of the state machine of rebuilds, as the service tells of it. */
interface Execution {
  readonly status: string;
  readonly cause: string;
}

const RUNNING = ['RUNNING', 'PENDING_REDRIVE'];

const noLongerFollowed = () =>
  new OperatorFault({
    problem: 'No longer followed: the work goes on by itself.',
    advice: 'Look at it with "ems view status charts".',
  });

const failed = ({ status, cause }: Execution) =>
  new OperatorFault({
    problem: `The work ended as ${status}: ${cause || 'no cause is told'}`,
    advice:
      'What was done is kept: go on with "ems view rebuild charts --remote --resume", or give it up with "ems view discard charts".',
  });

/** What is worked on just now, or that nothing is yet. */
const tell = async ({ parts, screen }: Run): Promise<void> => {
  const { wait_ms, parts: work } = await statusOf(parts);
  const now = work.findLast(({ done }) => !done);
  if (now) screen.step({ kind: 'progress', ...now }, partText(now));
  else if (wait_ms > 0)
    screen.progress(`waiting ${Math.ceil(wait_ms / 1000)} s until all functions know of the change`);
};

const describe = async (client: SFNClient, executionArn: string): Promise<Execution> => {
  const { status = 'RUNNING', cause = '' } = await client.send(
    new DescribeExecutionCommand({ executionArn }),
  );
  return { status, cause };
};

/** Says every other second how far it is, until the execution is over; a fault unless it ended well. */
const follow = async (run: Run, look: () => Promise<Execution>): Promise<void> => {
  for (;;) {
    const execution = await look();
    if (execution.status === 'SUCCEEDED') return;
    if (!RUNNING.includes(execution.status)) throw failed(execution);
    await tell(run);
    await sleep(EVERY_MS, undefined, { signal: run.signal }).catch(() => undefined);
    if (run.signal.aborted) throw noLongerFollowed();
  }
};

const execute = async (run: Run, target: Target, input: RebuildInput): Promise<void> => {
  const client = new SFNClient(target.client);
  const { executionArn = '' } = await client.send(
    new StartExecutionCommand({
      stateMachineArn: outputOf(target, 'RebuildMachineArn'),
      input: JSON.stringify(input),
    }),
  );
  run.screen.step({ kind: 'started', execution: executionArn }, `started: ${executionArn}`);
  await follow(run, () => describe(client, executionArn));
};

/** A rebuild by the state machine of the deployed system, which goes on when nobody follows it. */
export const rebuildRemotely = async (
  run: Run,
  target: Target,
  { resume, ...asked }: Required<Pick<RebuildInput, 'view' | 'segments' | 'switch'>> & { resume: boolean },
): Promise<void> => {
  const copies = resume ? await underWay(run) : await run.parts.table.read();
  if (!resume && copies.state !== 'idle') throw notNow('no rebuild can begin', copies);
  const { view, segments, switch: isToSwitch } = asked;
  await execute(run, target, { view, work: 'rebuild', segments, switch: isToSwitch });
};

/** A deletion by the state machine of the deployed system. */
export const discardRemotely = async (
  run: Run,
  target: Target,
  { view }: Pick<RebuildInput, 'view'>,
): Promise<void> => {
  const copies = await run.parts.table.read();
  if (copies.state === 'idle') throw notNow('there is no generation to delete', copies);
  await execute(run, target, { view, work: 'discard' });
};
