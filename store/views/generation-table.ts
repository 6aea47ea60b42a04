import type { Generations } from './generations.ts';
import type { Progress } from './progress.ts';

/** Where it is kept which copies of a read model there are, and how far the work on them is. */
export interface GenerationTable {
  read(): Promise<Generations>;
  /** Stores the copies if the stored ones still are those of the change before (`rev` - 1); says 'stale' otherwise. */
  change(next: Generations): Promise<'changed' | 'stale'>;
  /** How far each segment of the work on a generation is that was begun. */
  progress(generation: number): Promise<readonly Progress[]>;
  /** Keeps how far a segment is; what is kept is whole in itself, so of two runs at once either may be the last. */
  save(progress: Progress): Promise<void>;
}
