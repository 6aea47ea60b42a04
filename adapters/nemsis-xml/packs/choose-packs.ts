import type { DataSetKind } from '../../../schemas/nemsis/data-set-kind.ts';
import type { Pack } from '../../../schemas/nemsis/pack.ts';

/** What packs are wanted for: a data set that says of which release it is, and the state that gets it. */
export interface Wanted {
  readonly kind: DataSetKind;
  readonly release?: string;
  /** National rules and those of this state; absent: those of every state that is installed. */
  readonly state?: string;
  /** Only the elements that the nation collects. */
  readonly national?: boolean;
}

interface Chosen {
  readonly schema?: Pack;
  readonly rules: readonly Pack[];
}

/** Versions as people count them: 3.5.1.251001CP2 comes after 3.5.1.250403CP1, and v10 after v9. */
const ORDER = new Intl.Collator('en', { numeric: true });
const newestFirst = (one: Pack, other: Pack): number =>
  ORDER.compare(other.release, one.release) || ORDER.compare(other.version, one.version);

/** The pack of the release that is asked for, or the newest. */
const best = (packs: readonly Pack[], release: string | undefined): Pack | undefined => {
  const sorted = packs.toSorted(newestFirst);
  return sorted.find((pack) => pack.release === release) ?? sorted[0];
};

/** Which of the installed packs judge: one schema, and of each file of rules the one that fits best. */
export const choosePacks = (installed: readonly Pack[], wanted: Wanted): Chosen => {
  const ours = installed.filter(
    ({ dataSet, state }) =>
      dataSet === wanted.kind &&
      (wanted.state === undefined || state === undefined || state === wanted.state),
  );
  const name = `${wanted.kind.toLowerCase()}${wanted.national ? '-national' : ''}`;
  const schema = best(
    ours.filter((pack) => pack.kind === 'schema' && pack.name === name),
    wanted.release,
  );
  const release = schema?.release ?? wanted.release;
  const rules = Map.groupBy(
    ours.filter(({ kind }) => kind === 'rules'),
    (pack) => `${pack.state ?? ''} ${pack.name}`,
  );
  const chosen = [...rules.values()]
    .map((packs) => best(packs, release))
    .filter((pack) => pack !== undefined);
  return { ...(schema && { schema }), rules: chosen };
};
