import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { startGroup } from '../../local/processes.ts';
import { groupIsEmpty } from './group.ts';

const settings = {
  cwd: tmpdir(),
  env: { PATH: process.env['PATH'] },
  stdio: ['ignore', 'pipe', 'inherit'] as const,
};

/** Starts a shell that starts another process and tells when it has; both live until they are ended. */
async function startTwo(script: string, scratch?: string) {
  const group = startGroup('sh', ['-c', script], {
    ...settings,
    stdio: [...settings.stdio],
    ...(scratch && { scratch }),
  });
  if (group.child.stdout === null) throw new Error('the shell has no output');
  await once(createInterface({ input: group.child.stdout }), 'line');
  return group;
}

it('ends the leader, all that it started, and its folder', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'scratch-'));
  const group = await startTwo('sleep 60 & echo started; wait', scratch);
  expect(groupIsEmpty(group.pid)).toBe(false);
  await group.stop();
  await expect.poll(() => groupIsEmpty(group.pid)).toBe(true);
  expect(existsSync(scratch)).toBe(false);
  expect(await group.ended).toBe('SIGTERM');
});

it('ends what a leader that ended by itself left behind', async () => {
  const group = await startTwo('sleep 60 & echo started; exit 3');
  expect(await group.ended).toBe('exit code 3');
  await expect.poll(() => groupIsEmpty(group.pid)).toBe(true);
});

it('tells how a command that does not exist could not be started', async () => {
  const group = startGroup('no-such-command', [], { ...settings, stdio: 'ignore' });
  expect(await group.ended).toBe('spawn no-such-command ENOENT');
  await group.stop();
});
