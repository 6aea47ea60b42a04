import { inBatches } from '../../domain/nemsis/demographics/batches.ts';
import { replacing } from '../../domain/nemsis/demographics/entries.ts';
import { NOTHING } from '../../domain/nemsis/demographics/part.ts';
import type { ReleaseFrom } from '../../schemas/agency.ts';
import type { Entries } from '../../schemas/nemsis/entries.ts';
import type { Person } from '../e2e/agency.ts';
import { accepted } from './accepted.ts';

/** What an admin enters for an agency that says nothing of itself yet. */
interface Agency {
  readonly entries: Entries;
  readonly releases: readonly ReleaseFrom[];
  readonly timeZone: string;
}

/** Enters an agency as its admin does: what it says of itself, a part at a time, and how its charts are judged. */
export const enterAgency = async (admin: Person, { entries, releases, timeZone }: Agency): Promise<void> => {
  const requests = [
    ...inBatches(replacing(NOTHING, entries)).map((changes) => ['elements', changes] as const),
    ['releases', { releases }] as const,
    ['time-zone', { time_zone: timeZone }] as const,
  ];
  let version = 0;
  for (const [what, body] of requests)
    ({ version } = await accepted(admin.ask('PUT', `/v1/agency/${what}`, { version, ...body })));
};
