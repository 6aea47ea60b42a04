import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import type { JudgedBy } from '../../schemas/nemsis/finding.ts';
import { SOFTWARE } from '../../schemas/software.ts';
import { sha256 } from './packs/digest.ts';

const digests = new WeakMap<Dictionary, string>();

/** The digest of a dictionary, reckoned once: it is a megabyte, and never changes. */
const digestOf = (dictionary: Dictionary): string => {
  const digest = digests.get(dictionary) ?? sha256(Buffer.from(JSON.stringify(dictionary)));
  digests.set(dictionary, digest);
  return digest;
};

/**
 * Our own profile of completeness, as what judged: by the dictionary that its digest is of, and as the product of a version
 * does it, which stands behind the release (`3.5.1.250403CP1+0.1.0`).
 */
export const judgedByProfile = (dictionary: Dictionary): JudgedBy => ({
  stage: 'profile',
  name: 'completeness',
  version: `${dictionary.release}+${SOFTWARE.version}`,
  origin: 'own',
  sha256: digestOf(dictionary),
});
