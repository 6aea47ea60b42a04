import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { LAMBDA_ENVIRONMENT } from './environment.ts';
import type { FirstCall } from './first-calls.ts';

const Start = z.strictObject({ import_ms: z.number(), call_ms: z.number(), status: z.number() });

/** One cold start in milliseconds: the import of the bundle, and the first call. */
export type Start = Pick<z.infer<typeof Start>, 'import_ms' | 'call_ms'>;

/** A bundle and how it is called; a reference is what others are compared with, and has no goal of its own. */
export interface Subject {
  readonly name: string;
  readonly bundle: string;
  readonly call: FirstCall;
  readonly isReference?: boolean;
}

const START_ONCE = fileURLToPath(new URL('./start-once.mjs', import.meta.url));

const output = (stream: unknown): Promise<string> =>
  stream instanceof Readable ? text(stream) : Promise.resolve('');

const failed = ({ name }: Subject, what: string) =>
  new Error(
    `${name} cannot be measured: ${what}\nIts first call is in bench/bundles/first-calls.ts, its environment in bench/bundles/environment.ts.`,
  );

/**
 * Starts a bundle in a fresh process and calls it once.
 * @throws when it fails, or answers other than the call foresees, because something else would be measured
 */
export const coldStart = async (subject: Subject): Promise<Start> => {
  const args = [START_ONCE, subject.bundle, JSON.stringify(subject.call.event)];
  const stdio = ['ignore', 'pipe', 'pipe', 'pipe'] as const;
  const child = spawn(process.execPath, args, { env: LAMBDA_ENVIRONMENT, stdio: [...stdio] });
  const [told, , errors] = await Promise.all([child.stdio[3], child.stdout, child.stderr].map(output));
  if (!told) throw failed(subject, `it ended without an answer.\n${errors}`);
  const { status, ...start } = Start.parse(JSON.parse(told));
  if (status === subject.call.status) return start;
  throw failed(subject, `it answered ${status}, not ${subject.call.status}.\n${errors}`);
};
