import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { nationalSubset } from '../../schemas/nemsis/national-subset.ts';
import { dictionaryOf, NEWEST_RELEASE } from '../../schemas/nemsis/releases.ts';

/** A schema of ours, the published one beside it, and the folders of documents that both have to accept. */
export interface Subject {
  readonly name: string;
  readonly dictionary: Dictionary;
  readonly published: string;
  readonly folders: readonly string[];
}

const CERTIFICATION = 'official/Compliance/Pre-Testing/xml';

const subject = (kind: Dictionary['kind'], isNational: boolean): Subject => {
  const whole = dictionaryOf(NEWEST_RELEASE, kind);
  if (!whole) throw new Error('No release is built in.');
  const schemas = `official/XSDs/NEMSIS_${isNational ? 'NAT' : kind}_XSDs`;
  return {
    name: `${kind}${isNational ? ', national subset' : ''}`,
    dictionary: isNational ? nationalSubset(whole) : whole,
    published: `${schemas}/${kind}DataSet_v3.xsd`,
    folders: isNational
      ? [`${CERTIFICATION}/national`]
      : [`${CERTIFICATION}/full`, `${CERTIFICATION}/national`, `official/SampleData/${kind}/xml`],
  };
};

/** The four schemas: of each data set, whole and national. */
export const SUBJECTS: readonly Subject[] = [
  subject('EMS', false),
  subject('DEM', false),
  subject('EMS', true),
  subject('DEM', true),
];

/** The texts of all documents of a subject's kind in its folders of the official material. */
export const documentsOf = ({ dictionary, folders }: Subject, material: string): string[] =>
  folders
    .map((folder) => join(material, folder))
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => text.includes(`<${dictionary.root.group}`));
