import type { KeyObject } from 'node:crypto';
import * as z from 'zod';
import type { SubjectRef } from '../../schemas/phi.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { seal, unseal } from './blob.ts';
import { type Parted, parted, restored, Taken, withoutHoles } from './phi-parts.ts';

/** A value as it may lie in any store: what is nobody's in clear, the rest in one blob a subject, by the subject's name. */
export interface Sealed {
  readonly clear: unknown;
  readonly phi: Readonly<Record<string, string>>;
}

/** A value with its PHI back; `shredded` when a subject's key is destroyed, and what was theirs is missing. */
export interface Opened {
  readonly value: unknown;
  readonly shredded: boolean;
}

/** What is sealed: the value's schema, the subject of what names none, and the place that the blobs are bound to. */
export interface Place {
  readonly schema: z.ZodType;
  readonly streamId: string;
  readonly at: readonly (string | number)[];
}

/** A subject whose key is destroyed has no more data: nothing new can be sealed for them. */
export class SubjectDestroyed extends Error {
  override readonly name = 'SubjectDestroyed';
}

type Keys = ReadonlyMap<string, KeyObject | 'destroyed'>;

/** The additional authenticated data: no part can run into the next, so no place can be spelled as another. */
const placeOf = ({ at }: Pick<Place, 'at'>, subject: string): string => JSON.stringify([...at, subject]);

const keyFor = (keys: Keys, name: string): KeyObject | 'destroyed' => {
  const key = keys.get(name);
  if (key === undefined) throw new Error(`The key ring answered nothing for ${name}.`);
  return key;
};

const partedAll = (places: readonly (Place & { value: unknown })[]): readonly Parted[] =>
  places.map(({ schema, value, streamId }) => parted(schema, value, streamId));

const subjectsIn = (all: readonly Parted[]): SubjectRef[] => [
  ...new Map(
    all.flatMap(({ parts }) => [...parts].map(([name, { subject }]) => [name, subject] as const)),
  ).values(),
];

const sealOne = (keys: Keys, place: Place, { clear, parts }: Parted): Sealed => {
  const blobs = [...parts].map(([name, { taken }]) => {
    const key = keyFor(keys, name);
    if (key === 'destroyed')
      throw new SubjectDestroyed(`The key of a subject of ${place.at[0]} is destroyed.`);
    return [name, seal(key, placeOf(place, name), JSON.stringify(taken))] as const;
  });
  return { clear, phi: Object.fromEntries(blobs) };
};

/**
 * Seals values of one tenant, with one question to the key ring for all of them.
 * @throws SubjectDestroyed when one of them holds data of a subject whose key is destroyed
 */
export const sealAll = async (
  ring: KeyRing,
  tenantId: string,
  places: readonly (Place & { value: unknown })[],
): Promise<readonly Sealed[]> => {
  const all = partedAll(places);
  const keys = await ring.toSeal(tenantId, subjectsIn(all));
  return all.map((each, index) => sealOne(keys, places[index] as Place, each));
};

const Blob = z.array(Taken);

const refOf = (name: string): SubjectRef => {
  const [kind, ...id] = name.split('/');
  return { kind: kind === 'crew' ? 'crew' : 'patient', id: id.join('/') };
};

const openOne = (keys: Keys, place: Pick<Place, 'at'>, { clear, phi }: Sealed): Opened => {
  const known = Object.entries(phi).map(([name, blob]) => ({ name, blob, key: keyFor(keys, name) }));
  const taken = known.flatMap(({ name, blob, key }) =>
    key === 'destroyed' ? [] : Blob.parse(JSON.parse(unseal(key, placeOf(place, name), blob))),
  );
  const value = restored(clear, taken);
  const shredded = known.some(({ key }) => key === 'destroyed');
  return { value: shredded ? withoutHoles(value) : value, shredded };
};

/** A sealed value and the place it was sealed for. */
export type SealedAt = Pick<Place, 'at'> & Sealed;

/** Keys for all the subjects in sealed values of one tenant, got at once, and how each value opens with them. */
export const opener = async (ring: KeyRing, tenantId: string, all: readonly Sealed[]) => {
  const names = new Set(all.flatMap(({ phi }) => Object.keys(phi)));
  const keys = names.size === 0 ? new Map() : await ring.toOpen(tenantId, [...names].map(refOf));
  /** @throws Unopenable when the blob was not sealed with this key for this place */
  return (sealed: SealedAt): Opened => openOne(keys, sealed, sealed);
};
