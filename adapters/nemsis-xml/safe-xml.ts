import type { XmlDocument } from 'libxml2-wasm';
import { decodeXml } from './decode-xml.ts';
import { DOCUMENT_LIMITS, type XmlLimits } from './limits.ts';
import { parseTree } from './parse-tree.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type Root, rootOf } from './root-of.ts';
import { scanXml } from './scan-xml.ts';

/** A data set that is safe to look at. The tree is gone when the reader returns. */
export interface SafeXml extends Root {
  readonly text: string;
  readonly tree: XmlDocument;
}

/**
 * The text of an XML file within the limits, without a document type. Refuses before any parser sees it, in time and
 * memory that the file's size bounds.
 */
export const safeText = (bytes: Uint8Array, limits: XmlLimits): { ok: true; text: string } | Refusal => {
  if (bytes.length > limits.bytes)
    return refuse('too-large', `The file has ${bytes.length} bytes; ${limits.bytes} are read at most.`);
  const decoded = decodeXml(bytes);
  if (!decoded.ok) return decoded;
  return scanXml(decoded.text, limits) ?? decoded;
};

/** Reads bytes that nobody vouches for as a data set, hands it to `read` and gives what that gives, or why not. */
export const withSafeXml = async <T>(
  bytes: Uint8Array,
  read: (xml: SafeXml) => T | Promise<T>,
  limits: XmlLimits = DOCUMENT_LIMITS,
): Promise<{ ok: true; value: T } | Refusal> => {
  const safe = safeText(bytes, limits);
  if (!safe.ok) return safe;
  const parsed = parseTree(safe.text);
  if (!parsed.ok) return parsed;
  try {
    const root = rootOf(parsed.tree);
    return root.ok ? { ok: true, value: await read({ ...root, text: safe.text, tree: parsed.tree }) } : root;
  } finally {
    parsed.tree.dispose();
  }
};
