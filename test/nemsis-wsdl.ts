import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nemsisMaterial } from './nemsis-material.ts';

const wsdl =
  nemsisMaterial && readFileSync(join(nemsisMaterial, 'official/WSDL/NEMSIS_V3_core.wsdl'), 'utf8');

/** The schema of the official WSDL's messages, or undefined where the material is not there. */
export const WSDL_SCHEMA: string | undefined = wsdl
  ?.match(/<xsd:schema[\s\S]*<\/xsd:schema>/)?.[0]
  .replace('<xsd:schema', '<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"');

/** Every status code that the WSDL lists, by the name of its list. */
export const WSDL_CODES: ReadonlyMap<string, readonly number[]> = new Map(
  [...(WSDL_SCHEMA ?? '').matchAll(/<xs:simpleType name="(\w+Codes?)">([\s\S]*?)<\/xs:simpleType>/g)].map(
    ([, name = '', body = '']) => [
      name,
      [...body.matchAll(/enumeration value="(-?\d+)"/g)].map(([, code]) => Number(code)),
    ],
  ),
);
