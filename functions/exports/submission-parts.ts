import type { StateService } from '../../adapters/nemsis-soap/state-service.ts';
import type { CachedStateCredentials } from '../../adapters/state-credentials/cached-state-credentials.ts';
import type { BusEntry } from '../../schemas/commit.ts';
import type { AgencyProfile } from '../../schemas/nemsis/agency.ts';
import type { Dictionaries } from '../../schemas/nemsis/releases.ts';
import type { StateAccount } from '../../schemas/nemsis/state-account.ts';
import type { SubmissionStatus } from '../../schemas/nemsis/submission-plan.ts';
import type { EventStore } from '../../store/event-store.ts';
import type { Artifacts } from '../../store/exports/artifacts.ts';
import type { ExportRows } from '../../store/exports/export-rows.ts';
import type { StateCopies } from '../../store/exports/state-copies.ts';
import type { Later } from '../events/later.ts';
import type { ExportGate } from './gate.ts';

/** What exports are submitted with. */
export interface SubmissionParts {
  readonly store: EventStore;
  readonly artifacts: Artifacts;
  /** Other exports of the same chart. */
  readonly rows: Pick<ExportRows, 'list'>;
  readonly dictionaries: Dictionaries;
  /** What the demographic data has to pass that goes ahead of a chart. */
  readonly gate: Pick<ExportGate, 'judge'>;
  readonly credentials: CachedStateCredentials;
  readonly copies: StateCopies;
  readonly later: Later;
  agency(tenantId: string): Promise<AgencyProfile>;
  /** The web service of a state, at an address, for an account. */
  service(endpoint: string, account: StateAccount): StateService;
  /** Told how a submission ended. */
  settled(entry: Pick<BusEntry, 'tenant_id' | 'id'>, outcome: SubmissionStatus): void;
  now(): Date;
  /** A number from 0 to 1, so that workers do not ask at once. */
  jitter(): number;
  newId(): string;
}

/** Where an agency submits. */
export interface Desk {
  readonly endpoint: string;
  readonly service: StateService;
}
