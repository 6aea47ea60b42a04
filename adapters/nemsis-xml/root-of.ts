import type { XmlDocument } from 'libxml2-wasm';
import type { DataSetKind } from '../../schemas/nemsis/data-set-kind.ts';
import { type Refusal, refuse } from './refusal.ts';

const NEMSIS = 'http://www.nemsis.org';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const KINDS: Readonly<Record<string, DataSetKind>> = { EMSDataSet: 'EMS', DEMDataSet: 'DEM' };
/** A release in the address of a schema: `release-3.5.0`, `3.5.1.250403CP1`. */
const RELEASE = /\/(?:release-)?(3\.\d+\.\d+(?:\.[0-9A-Za-z]+)*)\//;
/** What this product speaks. Files of 3.5.0 have the same structure or not: the schema tells. */
const SPOKEN = /^3\.5\./;

/** What a file says of itself; the release is only a hint, which official samples have wrong too. */
export interface Root {
  readonly kind: DataSetKind;
  readonly release?: string;
}

/** The data set that a tree holds, by its root. */
export const rootOf = (tree: XmlDocument): ({ ok: true } & Root) | Refusal => {
  const { name, namespaceUri } = tree.root;
  const kind = KINDS[name];
  if (kind === undefined) return refuse('wrong-root', 'The root element must be EMSDataSet or DEMDataSet.');
  if (namespaceUri !== NEMSIS)
    return refuse('wrong-namespace', `The root element must be of the namespace ${NEMSIS}.`);
  const hint = tree.get('/*/@xsi:schemaLocation', { xsi: XSI })?.content ?? '';
  const release = RELEASE.exec(hint)?.[1];
  if (release === undefined) return { ok: true, kind };
  if (!SPOKEN.test(release))
    return refuse('wrong-version', `The file is of NEMSIS ${release}; this product reads NEMSIS 3.5.1.`);
  return { ok: true, kind, release };
};
