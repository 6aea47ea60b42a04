import type { Io } from '../../../bin/ems/cli/io.ts';
import { runEms } from '../../../bin/ems/cli/program.ts';

/** What one run of the command came to. */
export interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the operators' command in this process and keeps what it writes. */
export const ran = async (args: readonly string[], given: Partial<Io> = {}): Promise<Ran> => {
  const written = { out: '', err: '' };
  const io: Io = {
    out(text) {
      written.out += text;
    },
    err(text) {
      written.err += text;
    },
    input: async () => '',
    interrupted: () => new AbortController().signal,
    now: () => new Date('2026-03-01T12:00:00Z'),
    ...given,
  };
  const exitCode = await runEms(args, io);
  return { exitCode, ...written };
};
