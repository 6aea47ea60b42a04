import {
  type ErrorDetail,
  ParseOption,
  XmlBufferInputProvider,
  XmlDocument,
  XmlLibError,
  XmlValidateError,
  XsdValidator,
  xmlCleanupInputProvider,
  xmlRegisterInputProvider,
} from 'libxml2-wasm';
import type { Finding } from '../../schemas/nemsis/finding.ts';
import type { Places } from './places.ts';
import { type Complaint, complaintOf } from './xsd-complaint.ts';

/** A schema as its files; `key` tells one from another, as the SHA-256 over the files does. */
export interface Schema {
  readonly key: string;
  readonly main: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Everything that a schema has against a document. */
export type XsdJudge = (tree: XmlDocument, places: Places) => Finding[];

const ERROR_LEVEL = 2;
/** Where the files of a schema lie for libxml2, which has no disk and no network: only what is given to it. */
const ROOM = 'schema:/';
const OPTIONS = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE;

const validatorOf = (bytes: Uint8Array, url: string): XsdValidator => {
  const document = XmlDocument.fromBuffer(bytes, { url, option: OPTIONS });
  try {
    return XsdValidator.fromDoc(document);
  } finally {
    document.dispose();
  }
};

const compiled = ({ main, files }: Schema): XsdValidator => {
  const placed = Object.fromEntries([...files].map(([name, bytes]) => [`${ROOM}${name}`, bytes]));
  xmlRegisterInputProvider(new XmlBufferInputProvider(placed));
  try {
    return validatorOf(files.get(main) ?? new Uint8Array(), `${ROOM}${main}`);
  } finally {
    xmlCleanupInputProvider();
  }
};

const findingOf = ({ rule, means }: Complaint, { xpath = '' }: ErrorDetail, places: Places): Finding => {
  const element = places.at(xpath);
  const name = element?.localName ?? '';
  const location = element === undefined ? '' : places.of(element);
  return { stage: 'xsd', rule, severity: 'FATAL', element: name, location, message: `${name} ${means}.` };
};

const detailsOf = (validator: XsdValidator, tree: XmlDocument): ErrorDetail[] => {
  try {
    validator.validate(tree);
    return [];
  } catch (error) {
    if (error instanceof XmlValidateError) return error.details.filter(({ level }) => level >= ERROR_LEVEL);
    throw error;
  }
};

interface Told {
  readonly detail: ErrorDetail;
  readonly complaint: Complaint;
}

/** libxml2 says of one value first which facet it breaks, and then that it is not of its type: once is enough. */
const repeats = ({ detail, complaint }: Told, before: Told | undefined): boolean =>
  complaint.rule === 'type' &&
  before?.detail.xpath === detail.xpath &&
  before?.complaint.attribute === complaint.attribute;

const judges = new Map<string, XsdJudge>();

const judgeOf =
  (validator: XsdValidator): XsdJudge =>
  (tree, places) =>
    detailsOf(validator, tree)
      .map((detail) => ({ detail, complaint: complaintOf(detail.message) }))
      .filter((told, at, all) => !repeats(told, all[at - 1]))
      .map(({ detail, complaint }) => findingOf(complaint, detail, places));

/**
 * The judge of a schema, compiled once a process. A schema that cannot be compiled is told with what libxml2 says, for
 * it speaks of the schema alone.
 */
export const xsdJudge = (schema: Schema): { ok: true; judge: XsdJudge } | { ok: false; message: string } => {
  try {
    const judge = judges.get(schema.key) ?? judgeOf(compiled(schema));
    judges.set(schema.key, judge);
    return { ok: true, judge };
  } catch (error) {
    if (error instanceof XmlLibError) return { ok: false, message: error.message.trim() };
    throw error;
  }
};
