import { CDATASection, type Document, type Element, parseXmlDocument } from 'slimdom';

const sectionsIn = (element: Element): CDATASection[] => [
  ...element.childNodes.filter((child) => child instanceof CDATASection),
  ...element.children.flatMap(sectionsIn),
];

/** A document as XPath sees one: without sections of CDATA, which are a way to write text, and with texts that touch as one. */
export const parseDocument = (text: string): Document => {
  const document = parseXmlDocument(text);
  const root = document.documentElement;
  if (root === null || !text.includes('<![CDATA[')) return document;
  for (const section of sectionsIn(root)) section.replaceWith(document.createTextNode(section.data));
  root.normalize();
  return document;
};
