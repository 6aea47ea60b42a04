import type { Exchange } from './meter.ts';
import type { SampleEvent } from './samples.ts';

/** Appends events at once; false when another was faster. */
type Append = (events: readonly SampleEvent[]) => Promise<boolean>;

/** A stream of one of the stores that are measured. */
export interface Stream {
  /** Reads what an append is decided on, and gives what appends there. */
  ready(): Promise<Append>;
  /** Reads the state and appends, again until nobody was faster: as a process of its own, which remembers nothing. */
  write(events: readonly SampleEvent[]): Promise<void>;
  /** Reads all events; the answer is how many there are. */
  load(): Promise<number>;
  /** Reads the current state; the answer is the version it is of. */
  state(): Promise<number>;
  /** Appends batches one after the other, the fastest way there is; not measured. */
  grow(batches: readonly (readonly SampleEvent[])[]): Promise<void>;
}

/** A store that is measured beside another one. */
export interface Contender {
  /** A stream that nobody has written to. */
  fresh(): Stream;
  /** What was asked of the table since the last reading. */
  exchanges(): readonly Exchange[];
  /** How long it takes to seal and to open again what these requests carried, in milliseconds; 0 where nothing is sealed. */
  sealing(exchanges: readonly Exchange[]): Promise<number>;
}
