import { type Document, parseXmlDocument } from 'slimdom';
import type { DataSet } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import { NEMSIS } from './namespaces.ts';
import { readGroup } from './read-group.ts';
import type { Left } from './reading.ts';

/** Why a text cannot be read as a data set at all; the message names no value of the text. */
export interface Unreadable {
  readonly ok: false;
  readonly code: 'not-well-formed' | 'document-type' | 'wrong-namespace' | 'wrong-root';
  readonly message: string;
}

/** A data set as it was read, and what of the text it could not carry. */
export interface ReadDataSet {
  readonly ok: true;
  readonly dataSet: DataSet;
  readonly dictionary: Dictionary;
  readonly left: readonly Left[];
}

const unreadable = (code: Unreadable['code'], message: string): Unreadable => ({ ok: false, code, message });

const parsed = (text: string): Document | Unreadable => {
  try {
    return parseXmlDocument(text);
  } catch (error) {
    const place = /At line \d+, character \d+/.exec(String(error))?.[0] ?? 'Somewhere';
    return unreadable('not-well-formed', `${place}, the text is not well-formed XML.`);
  }
};

const refusalOf = ({ doctype, documentElement }: Document): Unreadable | undefined => {
  if (doctype)
    return unreadable('document-type', 'The text has a document type declaration; NEMSIS has none.');
  if (documentElement?.namespaceURI !== NEMSIS)
    return unreadable('wrong-namespace', `The root element is not of the namespace ${NEMSIS}.`);
  return undefined;
};

/**
 * Reads a document as a data set, by the dictionary whose root it has. Comments and blanks between elements say nothing;
 * whatever else finds no place is named in `left`, never dropped in silence.
 */
export const readDocument = (
  document: Document,
  dictionaries: readonly Dictionary[],
): ReadDataSet | Unreadable => {
  const refused = refusalOf(document);
  const root = document.documentElement;
  if (refused || !root) return refused ?? unreadable('wrong-root', 'There is no root element.');
  const dictionary = dictionaries.find(({ root: { group } }) => group === root.localName);
  if (!dictionary)
    return unreadable(
      'wrong-root',
      `The root element ${root.localName} is of no data set that is known here.`,
    );
  const left: Left[] = [];
  const dataSet = readGroup(root, dictionary.root, { dictionary, index: indexOf(dictionary), left });
  return { ok: true, dataSet, dictionary, left };
};

/** Reads XML text (already decoded, and small enough) as a data set. */
export const readXml = (text: string, dictionaries: readonly Dictionary[]): ReadDataSet | Unreadable => {
  const document = parsed(text);
  return 'ok' in document ? document : readDocument(document, dictionaries);
};
