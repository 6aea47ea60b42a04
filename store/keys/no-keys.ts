import type { KeyRing, SubjectKeys } from './key-ring.ts';

const none: KeyRing['toOpen'] = async (_, subjects): Promise<SubjectKeys> => {
  if (subjects.length > 0)
    throw new Error('Here nothing of anybody is sealed or opened; use a store with a key ring.');
  return new Map();
};

/** For who works on streams that hold nothing of anybody, and so is given no key: sealing or opening is a bug and throws. */
export const noKeys: KeyRing = { toSeal: none, toOpen: none };
