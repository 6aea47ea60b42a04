import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm';
import type { Judge } from './compare-verdicts.ts';

/** Judges documents by the text of one XML Schema. */
export const schemaJudge = (text: string): Judge => {
  const validator = XsdValidator.fromDoc(XmlDocument.fromString(text));
  return (xml) => {
    const document = XmlDocument.fromString(xml);
    try {
      validator.validate(document);
      return true;
    } catch (error) {
      if (error instanceof XmlValidateError) return false;
      throw error;
    } finally {
      document.dispose();
    }
  };
};

const SCHEMA = /(<xs:schema[^>]*>)(.*)<\/xs:schema>/s;
const INCLUDE = /<xs:include\b[^>]*?schemaLocation="([^"]*)"[^>]*?(?:\/>|>\s*<\/xs:include>)/g;

/** What a schema and those it includes declare, each file once. */
const declarationsIn = (path: string, seen: Set<string>): string => {
  if (seen.has(path)) return '';
  seen.add(path);
  const [, , content = ''] = SCHEMA.exec(readFileSync(path, 'utf8')) ?? [];
  return content.replace(INCLUDE, (_all, file: string) => declarationsIn(join(dirname(path), file), seen));
};

/**
 * Judges documents by a published XML Schema with the files it includes. They are put together here, because a parser
 * that may open files may do so for all who use it in this process.
 */
export const publishedJudge = (path: string): Judge => {
  const [, start = ''] = SCHEMA.exec(readFileSync(path, 'utf8')) ?? [];
  return schemaJudge(`${start}${declarationsIn(path, new Set())}</xs:schema>`);
};
