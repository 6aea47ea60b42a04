import type { Table } from '../report/result.ts';
import { median, rounded, surelyBelowMedian } from '../report/statistics.ts';
import { type Compared, costGoal, timeGoal, timesLess } from './goals.ts';
import type { Operation } from './operations.ts';
import type { Pair, Sample } from './side-by-side.ts';

/** An operation and what was measured of it. */
export interface Measured {
  readonly operation: Operation;
  readonly samples: Pair<readonly Sample[]>;
}

type Row = Table['rows'][number];

const middle = (samples: readonly Sample[], of: (each: Sample) => number): number => median(samples.map(of));

const unitsOf = ({ read_units, write_units }: Sample): number => read_units + write_units;

/** By how much each turn was slower than the peer's, besides its sealing. */
const oversOf = ({ ours, peer }: Measured['samples']): number[] =>
  ours.flatMap(({ ms, sealing_ms }, turn) => {
    const theirs = peer[turn];
    return theirs ? [ms - sealing_ms - theirs.ms] : [];
  });

const comparedOf = ({ operation, samples }: Measured): Compared => {
  const { ours, peer } = samples;
  const overs = oversOf(samples);
  return {
    kind: operation.kind,
    ms: middle(ours, ({ ms }) => ms),
    peer_ms: middle(peer, ({ ms }) => ms),
    over_ms: median(overs),
    surely_over_ms: surelyBelowMedian(overs),
    units: middle(ours, unitsOf),
    peer_units: middle(peer, unitsOf),
  };
};

const times = (value: number): number => Number(value.toFixed(2));

/** What an operation consumes, beside the peer. */
export const costRow = (measured: Measured): Row => {
  const { operation, samples } = measured;
  const compared = comparedOf(measured);
  const of = (who: keyof Pair<unknown>, what: keyof Sample) => middle(samples[who], (each) => each[what]);
  return {
    operation: operation.name,
    bytes: of('ours', 'bytes'),
    "peer's bytes": of('peer', 'bytes'),
    requests: of('ours', 'requests'),
    "peer's requests": of('peer', 'requests'),
    'write units': of('ours', 'write_units'),
    "peer's write units": of('peer', 'write_units'),
    'read units': of('ours', 'read_units'),
    "peer's read units": of('peer', 'read_units'),
    'times cheaper': times(timesLess(compared.units, compared.peer_units)),
    goal: costGoal(compared),
  };
};

/** How long an operation takes, beside the peer. */
export const timeRow = (measured: Measured): Row => {
  const compared = comparedOf(measured);
  const { ms, peer_ms, over_ms } = compared;
  return {
    operation: measured.operation.name,
    'median ms': rounded(ms),
    "peer's median ms": rounded(peer_ms),
    'of it sealing ms': rounded(middle(measured.samples.ours, ({ sealing_ms }) => sealing_ms)),
    'slower besides ms': rounded(over_ms),
    'times faster': times(timesLess(ms, peer_ms)),
    goal: timeGoal(compared),
  };
};
