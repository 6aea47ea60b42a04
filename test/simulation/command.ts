import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** What a run of the simulation's command ended with, and what it wrote. */
export interface Ran {
  readonly code: number | null;
  readonly text: string;
}

/** Runs the command of the simulation as npm does. */
export const command = (...args: string[]): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['simulation/run.ts', ...args], { cwd: ROOT });
    const chunks: Buffer[] = [];
    for (const output of [child.stdout, child.stderr])
      output.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, text: Buffer.concat(chunks).toString('utf8') }));
  });
