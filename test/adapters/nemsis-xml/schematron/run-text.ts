import { parseXmlDocument } from 'slimdom';
import { placesIn } from '../../../../adapters/nemsis-xml/places.ts';
import { loadRules } from '../../../../adapters/nemsis-xml/schematron/load-rules.ts';
import type { RuleSet } from '../../../../adapters/nemsis-xml/schematron/rule-set.ts';
import { runRules } from '../../../../adapters/nemsis-xml/schematron/run-rules.ts';
import type { Finding } from '../../../../schemas/nemsis/finding.ts';

/** The rules that were loaded; fails when they are not supported. */
export const ready = (loaded: ReturnType<typeof loadRules>): RuleSet => {
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.unsupported));
  return loaded.rules;
};

/** Rules from bytes or text; fails when they are not supported. */
export const rulesFrom = (text: string | Uint8Array): RuleSet =>
  ready(loadRules(typeof text === 'string' ? Buffer.from(text) : text));

/** What rules find in a text, at noon of a fixed day. */
export const foundIn = (rules: RuleSet, xml: string): Finding[] => {
  const document = parseXmlDocument(xml);
  return runRules(rules, {
    document,
    places: placesIn(document),
    now: new Date('2026-03-01T12:00:00Z'),
    elapsed: () => 0,
    budget: 30_000,
  });
};

const HEAD =
  '<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" queryBinding="xslt2" id="EMSDataSet" schemaVersion="1">';

/** A file of rules with this in it. */
export const schemaOf = (content: string): string => `${HEAD}${content}</sch:schema>`;
