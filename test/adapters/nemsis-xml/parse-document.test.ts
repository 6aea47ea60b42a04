import { expect, test } from 'vitest';
import { parseDocument } from '../../../adapters/nemsis-xml/parse-document.ts';

const texts = (xml: string): string[] =>
  [...(parseDocument(xml).documentElement?.children ?? [])].map((each) =>
    each.childNodes.map((child) => `${child.nodeType}:${child.nodeValue}`).join(' '),
  );

test('CDATA is text, and texts that touch are one; a comment parts them', () => {
  const xml = '<a><b>x<![CDATA[<y>]]>z</b><b><![CDATA[]]></b><b>x<!--c-->y</b><b>q</b></a>';
  expect(texts(xml)).toStrictEqual(['3:x<y>z', '', '3:x 8:c 3:y', '3:q']);
});
