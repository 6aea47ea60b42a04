import type { Io } from './io.ts';

/** How a verb speaks: its results, and what is going on meanwhile. Neither ever holds anything of a patient. */
export interface Screen {
  /** One result, on standard output: a JSON object on a line of its own for machines, else the text. */
  result(value: Readonly<Record<string, unknown>>, text: string): void;
  /** What is going on, on standard error. */
  progress(line: string): void;
  /** A step that machines follow too: as a result for them, as progress for people. */
  step(value: Readonly<Record<string, unknown>>, text: string): void;
}

/** The screen of a verb; `json` chooses the form of its results. */
export const screenOf = (io: Io, json: boolean): Screen => {
  const line = (value: Readonly<Record<string, unknown>>) => `${JSON.stringify(value)}\n`;
  return {
    result: (value, text) => io.out(json ? line(value) : `${text}\n`),
    progress: (text) => io.err(`${text}\n`),
    step: (value, text) => (json ? io.out(line(value)) : io.err(`${text}\n`)),
  };
};
