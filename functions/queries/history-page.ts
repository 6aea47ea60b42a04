import { fieldChanges } from '../../projections/field-changes.ts';
import type { Commit } from '../../schemas/commit.ts';
import type { ToldStep } from './stream-steps.ts';

/** Far below the 6 MB that Lambda answers at most; a commit alone has no more than 400 KB, and is told up to three times. */
const MAX_BYTES = 3_000_000;

/** What every event changes; the commit tells them already. */
const OWN = new Set(['/version', '/updated_at']);

const eventOf = ({ event, version, before, after }: ToldStep) => ({
  ...event,
  version,
  changes: fieldChanges(before, after).filter(({ path }) => !OWN.has(path)),
});

const itemOf = (commit: Commit, steps: readonly ToldStep[]) => {
  const { tenant_id: _, category: __, id: ___, events: ____, ...facts } = commit;
  return { ...facts, events: steps.map(eventOf) };
};

/** How many from the first on fit into one answer; the first always does. */
const fitting = (items: readonly unknown[]): number => {
  let bytes = 0;
  const over = items.findIndex((item) => {
    bytes += Buffer.byteLength(JSON.stringify(item));
    return bytes > MAX_BYTES;
  });
  return over < 0 ? items.length : Math.max(over, 1);
};

interface Asked {
  readonly after: number;
  readonly limit: number;
}

/** The commits after a version, each event with what it changed; and whose data they tell. */
export const historyPage = (
  commits: readonly Commit[],
  steps: readonly ToldStep[],
  { after, limit }: Asked,
) => {
  const asked = commits.filter(({ version }) => version > after).slice(0, limit);
  const within = ({ first_version, version }: Commit) =>
    steps.filter((step) => step.version >= first_version && step.version <= version);
  const all = asked.map((commit) => itemOf(commit, within(commit)));
  const shown = fitting(all);
  const last = asked[shown - 1];
  return {
    items: all.slice(0, shown),
    next_after: last && last !== commits.at(-1) ? last.version : null,
    subjects: asked.slice(0, shown).flatMap((commit) => within(commit).flatMap(({ subjects }) => subjects)),
  };
};
