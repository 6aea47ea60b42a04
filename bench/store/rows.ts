import type { Table } from '../report/result.ts';
import { median, rounded } from '../report/statistics.ts';
import { costGoal, timeGoal, timesLess } from './goals.ts';
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

const comparedOf = ({ operation, samples: { ours, peer } }: Measured) => ({
  kind: operation.kind,
  ms: middle(ours, ({ ms }) => ms),
  peer_ms: middle(peer, ({ ms }) => ms),
  sealing_ms: middle(ours, ({ sealing_ms }) => sealing_ms),
  units: middle(ours, unitsOf),
  peer_units: middle(peer, unitsOf),
});

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
  const { ms, sealing_ms, peer_ms } = compared;
  return {
    operation: measured.operation.name,
    'median ms': rounded(ms),
    'of it sealing ms': rounded(sealing_ms),
    'besides ms': rounded(ms - sealing_ms),
    "peer's median ms": rounded(peer_ms),
    'times faster': times(timesLess(ms, peer_ms)),
    goal: timeGoal(compared),
  };
};
