import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

/**
 * How a process is started: `env` is its whole environment, `scratch` a folder that goes when it has ended, `graceMs`
 * how long stop() waits before it ends the group by force (5 s).
 */
export type SpawnSettings = {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdio: StdioOptions;
  readonly shell?: boolean;
  readonly scratch?: string;
  readonly graceMs?: number;
};

/** A running process and all that it started; `ended` tells how its leader ended and never rejects. */
export type ProcessGroup = {
  readonly pid: number;
  readonly child: ChildProcess;
  readonly ended: Promise<string>;
  stop(): Promise<void>;
};

const GRACE_MS = 5_000;
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const live = new Map<number, { readonly group: ProcessGroup; readonly scratch: string | undefined }>();
let guarded = false;
let stopping = false;

/** Ends every process of a group at once; that it has none left is no fault. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** What is to be done when a group's leader has ended, or must end now. */
function finish(pid: number): void {
  killGroup(pid);
  const scratch = live.get(pid)?.scratch;
  if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  live.delete(pid);
}

/** Tells that a signal ended this process's work, so that steps which fail for it need not be reported. */
export const isStopping = (): boolean => stopping;

/** Ends all groups, then this process; asked a second time, it no longer waits for them. */
function exitAfterAll(code: number): void {
  const exit = (): never => process.exit(process.exitCode ?? code);
  if (stopping) exit();
  stopping = true;
  void Promise.all([...live.values()].map(({ group }) => group.stop())).finally(exit);
}

/**
 * ```
 * SIGINT, SIGTERM, SIGHUP ─► SIGTERM to each leader ─► it ends, or 5 s ─► SIGKILL to its group ─► exit
 * return, throw, process.exit ─► 'exit' event ─────────────────────────► SIGKILL to each group
 * SIGKILL of this process ─► the input of the engine closes ───────────► its guard ends its group (engine-guard.py)
 * ```
 */
function guard(): void {
  if (guarded) return;
  guarded = true;
  process.on('exit', () => {
    for (const pid of live.keys()) finish(pid);
  });
  for (const [signal, code] of Object.entries(EXIT_CODES)) process.on(signal, () => exitAfterAll(code));
}

/** The leader first, so that it can save its state; after the grace the whole group. */
async function stopGroup({ pid, child, ended }: Omit<ProcessGroup, 'stop'>, graceMs: number): Promise<void> {
  const grace = setTimeout(() => killGroup(pid), graceMs);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(grace);
}

/**
 * Starts a command as the leader of a process group of its own, so that it ends together with everything that it
 * started (the engine starts a process for each function) however this process ends. A command that cannot be started
 * has pid 0 and `ended` with the system's message.
 */
export function startGroup(command: string, args: readonly string[], settings: SpawnSettings): ProcessGroup {
  guard();
  const { scratch, graceMs = GRACE_MS, ...options } = settings;
  const child = spawn(command, args, { ...options, detached: true });
  const pid = child.pid ?? 0;
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const leader = { pid, child, ended };
  const group: ProcessGroup = { ...leader, stop: () => stopGroup(leader, graceMs) };
  if (pid === 0) return group;
  live.set(pid, { group, scratch });
  child.once('exit', () => finish(pid));
  return group;
}
