import type { Chunk, Failure, Ran } from './cli/messages.ts';
import { type Simulated, simulate } from './simulate.ts';

/** Of a long history its end, which is where it went wrong. */
const MOST_LINES = 300;

const failureOf = ({ seed, findings, history }: Simulated): Failure => {
  const [first] = findings;
  const readable = findings.map(({ check, problem }) => ({ check, problem: history.readable(problem) }));
  return { seed, findings: readable, timeline: history.text(first?.about, MOST_LINES) };
};

/** Runs seeds one after the other, up to the first that fails. */
export const runSeeds = async ({ from, seeds }: Chunk): Promise<Ran> => {
  for (let seed = from; seed < from + seeds; seed += 1) {
    const simulated = await simulate(seed);
    if (simulated.findings.length > 0) return { seeds: seed - from + 1, failure: failureOf(simulated) };
  }
  return { seeds };
};
