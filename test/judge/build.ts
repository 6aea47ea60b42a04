import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Where the judge's source lies, with the module and the sums it needs. */
export const JUDGE = import.meta.dirname;

/** The Go there is, and no other that it would fetch; modules exactly as go.sum has them. */
const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-mod=readonly -buildvcs=false', GOWORK: 'off' };

/** Go, asked in a folder that has a module. */
export const goIn = (cwd: string, ...args: readonly string[]) =>
  run('go', args, { cwd, env, timeout: 60_000 });

const reasonOf = (error: unknown): string =>
  String((error as { stderr?: string }).stderr || error)
    .trim()
    .split('\n')[0] ?? '';

/** Why the judge cannot be built here: no Go, too old a Go, or no way to its one module. Nothing when it can. */
export const whyNoJudge = async (): Promise<string | undefined> => {
  try {
    await goIn(JUDGE, 'mod', 'download');
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
};

export interface Judged {
  readonly folder: string;
  readonly size: number;
  readonly proofs: number;
  readonly error?: string;
}

/** Builds the judge into a folder; gives what it says of folders of evidence, one after the other. */
export const buildJudge = async (into: string) => {
  const binary = join(into, process.platform === 'win32' ? 'judge.exe' : 'judge');
  await goIn(JUDGE, 'build', '-o', binary, '.');
  return async (folders: readonly string[]): Promise<Judged[]> => {
    const { stdout } = await run(binary, [...folders], { maxBuffer: 16 * 1024 * 1024 });
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  };
};
