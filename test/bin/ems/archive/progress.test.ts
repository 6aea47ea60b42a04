import { expect, test } from 'vitest';
import { progressOf } from '../../../../bin/ems/archive/progress.ts';
import { screenOf } from '../../../../bin/ems/cli/screen.ts';
import { minute } from '../../../sample-chart.ts';

const at = (seconds: number) => new Date(Date.parse(minute(0)) + seconds * 1000);
const sofar = (object: number) => ({ commits: object * 500, lacking: 0, unfed: 0, object, of: 10 });

const told = (json: boolean, seconds: readonly number[]) => {
  const lines: string[] = [];
  const write = (text: string) => lines.push(text);
  const io = {
    out: write,
    err: write,
    input: async () => '',
    interrupted: () => new AbortController().signal,
    now: () => at(0),
  };
  const tell = progressOf(screenOf(io, json), { tenant: 'lakeside-ems', doing: 'checking', since: at(0) });
  for (const [n, each] of seconds.entries()) tell(sofar(n + 1), at(each));
  return lines;
};

test('Progress is told every other second, with what is left at this pace', () => {
  expect(told(false, [1, 2, 3, 4])).toStrictEqual([
    'lakeside-ems: checking object 2 of 10, 1000 commits, about 8 s left\n',
    'lakeside-ems: checking object 4 of 10, 2000 commits, about 6 s left\n',
  ]);
});

test('Machines are told the same in an object', () => {
  expect(told(true, [3]).map((line) => JSON.parse(line))).toStrictEqual([
    {
      kind: 'progress',
      tenant: 'lakeside-ems',
      doing: 'checking',
      commits: 500,
      object: 1,
      of: 10,
      seconds_left: 27,
    },
  ]);
});
