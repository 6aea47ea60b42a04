import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nemsisMaterial, withMaterial } from '../nemsis-material.ts';

const FOLDERS = [
  'official/Compliance/Pre-Testing/xml/full',
  'official/Compliance/Pre-Testing/xml/national',
  'official/SampleData/EMS/xml',
  'official/SampleData/DEM/xml',
  'official/SampleData/CustomElements',
];

/** A state's own data set is of a kind that is neither EMS nor DEM. */
const isRead = (file: string): boolean => file.endsWith('.xml') && !file.includes('-STATE-');

const filesIn = (material: string): string[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(join(material, folder))
      .filter(isRead)
      .map((file) => join(folder, file)),
  );

/** The published certification and sample files of EMS and DEM data sets, by their paths; none without the material. */
export const OFFICIAL_FILES: readonly string[] = nemsisMaterial === undefined ? [] : filesIn(nemsisMaterial);

/** Those of them that hold a patient care report. */
export const OFFICIAL_REPORTS: readonly string[] = OFFICIAL_FILES.filter(
  (file) => !/-DEM-|\/DEM\//.test(file),
);

/** Those of them that hold demographic data. */
export const OFFICIAL_DEMOGRAPHICS: readonly string[] = OFFICIAL_FILES.filter(
  (file) => !OFFICIAL_REPORTS.includes(file),
);

/** The text of a published file. */
export const officialText = (file: string): string =>
  readFileSync(join(nemsisMaterial ?? '', file), 'utf8').replace(/^\uFEFF/, '');

/** The titles of tests of published files: the files, or why there are none. */
export const titled = (files: readonly string[]): readonly string[] =>
  files.length === 0 ? [withMaterial('published files')] : files;
