import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { DOCUMENT_LIMITS } from '../../../adapters/nemsis-xml/limits.ts';
import { withSafeXml } from '../../../adapters/nemsis-xml/safe-xml.ts';

const HINT = (release: string) =>
  `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.nemsis.org https://nemsis.org/media/nemsis_v3/${release}/XSDs/NEMSIS_XSDs/EMSDataSet_v3.xsd"`;
const OPEN = '<EMSDataSet xmlns="http://www.nemsis.org">';
const PLAIN = `${OPEN}<Header/></EMSDataSet>`;

const told = async (xml: string | Uint8Array, limits = DOCUMENT_LIMITS) => {
  const bytes = typeof xml === 'string' ? Buffer.from(xml) : xml;
  const read = await withSafeXml(
    bytes,
    ({ kind, release }) => ({ kind, ...(release && { release }) }),
    limits,
  );
  return read.ok ? read.value : read.code;
};

const bigEndian = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();

describe('what is read', async () => {
  test.each([
    ['plain', PLAIN, { kind: 'EMS' }],
    ['a declaration', `<?xml version="1.0" encoding="UTF-8"?>${PLAIN}`, { kind: 'EMS' }],
    ['a mark of UTF-8', `\uFEFF${PLAIN}`, { kind: 'EMS' }],
    ['a prefix', '<n:DEMDataSet xmlns:n="http://www.nemsis.org"/>', { kind: 'DEM' }],
    [
      'a release',
      `${OPEN.slice(0, -1)} ${HINT('3.5.1.250403CP1')}/>`,
      { kind: 'EMS', release: '3.5.1.250403CP1' },
    ],
    [
      'an older release that may fit',
      `${OPEN.slice(0, -1)} ${HINT('release-3.5.0')}/>`,
      { kind: 'EMS', release: '3.5.0' },
    ],
    ['a comment that speaks of <!DOCTYPE', `<!-- <!DOCTYPE a> -->${PLAIN}`, { kind: 'EMS' }],
    ['a CDATA section', `${OPEN}<![CDATA[<a><!DOCTYPE]]></EMSDataSet>`, { kind: 'EMS' }],
    ['an attribute with ">"', `${OPEN}<a b=">>" c='/>'></a></EMSDataSet>`, { kind: 'EMS' }],
    ['an attachment of 12 MB', `${OPEN}<a>${'A'.repeat(12_000_000)}</a></EMSDataSet>`, { kind: 'EMS' }],
  ])('%s', async (_, xml, expected) => {
    expect(await told(xml)).toStrictEqual(expected);
  });

  test.each([
    ['little', Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-16"?>${PLAIN}`, 'utf16le')],
    ['big', bigEndian(`<?xml version="1.0" encoding="utf-16"?>${PLAIN}`)],
  ])('UTF-16, %s end first', async (_, bytes) => {
    expect(await told(bytes)).toStrictEqual({ kind: 'EMS' });
  });
});

describe('what is refused', async () => {
  const bomb = `<!DOCTYPE z [<!ENTITY a "aaaaaaaaaa">${[...'bcdefghij'].map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghi'[at]};`.repeat(10)}">`).join('')}]>`;

  test.each([
    ['a bomb of entities', `${bomb}${OPEN}&j;</EMSDataSet>`, 'document-type'],
    [
      'an external entity',
      `<!DOCTYPE z [<!ENTITY x SYSTEM "file:///etc/passwd">]>${OPEN}&x;</EMSDataSet>`,
      'document-type',
    ],
    ['any document type', `<?xml version="1.0"?><!-- x --><!DOCTYPE EMSDataSet>${PLAIN}`, 'document-type'],
    ['an entity that nobody declared', `${OPEN}&x;</EMSDataSet>`, 'not-well-formed'],
    ['nothing', '', 'not-well-formed'],
    ['text', 'eRecord.01', 'not-well-formed'],
    ['tags that do not fit', `${OPEN}<a></b></EMSDataSet>`, 'not-well-formed'],
    ['a comment without end', `${OPEN}<!-- </EMSDataSet>`, 'not-well-formed'],
    ['a tag without end', `${OPEN}<a b="</EMSDataSet>`, 'not-well-formed'],
    ['an unbound prefix', `${OPEN}<x:a/></EMSDataSet>`, 'not-well-formed'],
    ['an attribute twice', `${OPEN}<a b="" b=""/></EMSDataSet>`, 'not-well-formed'],
    ['a second root', `${PLAIN}${PLAIN}`, 'not-well-formed'],
    ['another root', '<StateDataSet xmlns="http://www.nemsis.org"/>', 'wrong-root'],
    ['no namespace', '<EMSDataSet/>', 'wrong-namespace'],
    ['another namespace', '<EMSDataSet xmlns="http://www.nemsis.org/v2"/>', 'wrong-namespace'],
    ['an older standard', `${OPEN.slice(0, -1)} ${HINT('release-3.4.0')}/>`, 'wrong-version'],
    ['another encoding', `<?xml version="1.0" encoding="ISO-8859-1"?>${PLAIN}`, 'wrong-encoding'],
    ['UTF-8 that says UTF-16', `<?xml version="1.0" encoding="UTF-16"?>${PLAIN}`, 'wrong-encoding'],
  ])('%s', async (_, xml, code) => {
    expect(await told(xml)).toBe(code);
  });

  test.each([
    [
      'bytes that are not UTF-8',
      Buffer.concat([Buffer.from(OPEN), Buffer.from([0xe9, 0x28]), Buffer.from('</EMSDataSet>')]),
    ],
    ['UTF-16 without a mark', Buffer.from(PLAIN, 'utf16le')],
    ['UTF-16 of an odd length', Buffer.concat([Buffer.from(`\uFEFF${PLAIN}`, 'utf16le'), Buffer.from([0])])],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0])],
  ])('%s', async (_, bytes) => {
    expect(await told(bytes)).toBe('wrong-encoding');
  });

  test('100 MB, before they are looked at', async () => {
    expect(await told(new Uint8Array(100_000_000))).toBe('too-large');
  });

  test('more than a limit that was set', async () => {
    const limits = { bytes: 100, nodes: 3, depth: 3, siblings: 2, attributes: 2 };
    expect(await told(`${OPEN}<a></a></EMSDataSet>`, limits)).toStrictEqual({ kind: 'EMS' });
    expect(await told(`${OPEN}<a b="" c=""/></EMSDataSet>`, limits)).toBe('too-many-nodes');
    expect(await told(`${OPEN}${'<a>'.repeat(3)}`, { ...limits, nodes: 99 })).toBe('too-deep');
    expect(await told(`${OPEN}${'<a/>'.repeat(3)}`, { ...limits, nodes: 99 })).toBe('too-many-nodes');
    expect(await told(`${OPEN}${'<a></a>'.repeat(3)}`, { ...limits, nodes: 99 })).toBe('too-many-nodes');
    expect(await told(`${OPEN}<a b="" c="" d=""/></EMSDataSet>`, { ...limits, nodes: 99 })).toBe(
      'too-many-nodes',
    );
    expect(await told(`${OPEN}${' '.repeat(60)}</EMSDataSet>`, limits)).toBe('too-large');
  });

  test('a nest of elements and a swarm of them, however large', async () => {
    expect(await told(`${OPEN}${'<a>'.repeat(1_000_000)}`)).toBe('too-deep');
    expect(await told(`${OPEN}${'<a/>'.repeat(1_000_000)}</EMSDataSet>`)).toBe('too-many-nodes');
    const swarm = Array.from({ length: 300_000 }, (_, n) => `a${n}=""`).join(' ');
    expect(await told(`${OPEN}<a ${swarm}/></EMSDataSet>`)).toBe('too-many-nodes');
  });

  test('the reason says where and names nothing of the file', async () => {
    const read = await withSafeXml(Buffer.from(`${OPEN}\n<a>Smith &Jones; </a></EMSDataSet>`), () => 0);
    expect(read).toStrictEqual({
      ok: false,
      code: 'not-well-formed',
      message:
        'The file is not well-formed XML at line 2, column 17: an "&" stands there that is not part of "&amp;" or another entity of XML.',
    });
  });
});

test('nobody is asked for anything, whatever a file names', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('<!ENTITY x "y">');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const there = `http://127.0.0.1:${port}`;
  const files = [
    `<!DOCTYPE EMSDataSet SYSTEM "${there}/a.dtd">${PLAIN}`,
    `<!DOCTYPE z [<!ENTITY % p SYSTEM "${there}/p"> %p;]>${PLAIN}`,
    `<?xml-stylesheet href="${there}/s.xsl" type="text/xsl"?>${PLAIN}`,
    `<?oasis-xml-catalog catalog="${there}/c.xml"?>${PLAIN}`,
    `${OPEN}<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="${there}/i.xml"/></EMSDataSet>`,
  ];
  expect(await Promise.all(files.map((file) => told(file)))).toStrictEqual([
    'document-type',
    'document-type',
    { kind: 'EMS' },
    { kind: 'EMS' },
    { kind: 'EMS' },
  ]);
  await new Promise((done) => server.close(done));
  expect(asked).toStrictEqual([]);
});
