import { type ReadDataSet, readXml } from '../../adapters/nemsis-xml/read-xml.ts';
import { DEM, EMS } from './dictionaries.ts';
import { officialText } from './official-files.ts';

/** Reads a text that is a data set; throws where it is none. */
export const readText = (text: string): ReadDataSet => {
  const read = readXml(text, [EMS, DEM]);
  if (!read.ok) throw new Error(read.message);
  return read;
};

/** Reads a published file. */
export const readOfficial = (file: string): ReadDataSet => readText(officialText(file));
