import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The end of what a process printed, kept so that its failure can be told with its own words. */
export type Tail = {
  /** The newest lines, at most `count`, of those that `matching` accepts; oldest first. */
  last(count: number, matching?: RegExp): string;
};

const KEPT_LINES = 400;

/**
 * Keeps the last lines that a process prints on both streams.
 * @param each sees every line as it comes, for a step that shows its progress
 */
export function tailOf(child: ChildProcess, each: (line: string) => void = () => {}): Tail {
  const lines: string[] = [];
  const keep = (line: string): void => {
    if (lines.push(line) > KEPT_LINES) lines.shift();
    each(line);
  };
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on('line', keep);
  }
  return {
    last: (count, matching = /\S/) =>
      lines
        .filter((line) => matching.test(line))
        .slice(-count)
        .join('\n'),
  };
}
