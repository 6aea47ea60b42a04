import type { CommitItem } from '../../store/commit-item.ts';
import type { Service } from '../world/deploy.ts';
import type { Ledger } from '../world/ledger.ts';

/** Something that must not be: which promise it breaks, how, and which thing it is about, by its id. */
export interface Finding {
  readonly check: string;
  readonly problem: string;
  readonly about?: string;
}

/** What is looked at: what the service holds, and what its clients were told. `streams` are all commits, in order. */
export interface Evidence {
  readonly service: Service;
  readonly ledger: Ledger;
  readonly streams: ReadonlyMap<string, readonly CommitItem[]>;
}

/** Looks for one kind of thing that must not be. */
export type Check = (evidence: Evidence) => Promise<readonly Finding[]>;
