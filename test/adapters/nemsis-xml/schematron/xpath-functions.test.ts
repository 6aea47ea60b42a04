import { describe, expect, test } from 'vitest';
import { foundIn, rulesFrom, schemaOf } from './run-text.ts';

const quoted = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;');

/** What an expression comes to on a document: true, false, or the code of its error. */
const verdict = (expression: string): string => {
  const rule = `<sch:pattern><sch:rule context="/*"><sch:report id="r" role="[WARNING]" test="${quoted(expression)}"/></sch:rule></sch:pattern>`;
  const [found] = foundIn(rulesFrom(schemaOf(rule)), '<a>Smith</a>');
  return found?.severity === 'FATAL'
    ? (/\(([^)]*)\)/.exec(found.message)?.[1] ?? '')
    : String(found !== undefined);
};

const MOMENT = "xs:dateTime('2020-02-03T14:05:06.789-05:00')";

describe('functions that the library does not have, or not so', () => {
  test.each([
    ["matches('abc', 'B', 'i')", 'true'],
    ["fn:matches('abc', 'B', '')", 'false'],
    ["matches('a\u{A}b', 'a.b', 's')", 'true'],
    ["matches('a\u{A}b', 'a.b', '')", 'false'],
    ["matches('a b', 'a\\ b', 'x')", 'FORX0002'],
    ["matches('ab', 'a b', 'x')", 'true'],
    ["matches('foo.bar', 'o.b', 'q')", 'true'],
    ["matches('fooxbar', 'O.B', 'iq')", 'false'],
    ["matches('fo.bar', 'O.B', 'iq')", 'true'],
    ["matches('ABC', '[^a-z]', 'i')", 'false'],
    ["matches('adc', '^[a-z-[b]]{3}$', '')", 'true'],
    ["matches('abc', '^[a-z-[b]]{3}$', '')", 'false'],
    ["matches('a-b/c', '^[a\\-b/c]+$', '')", 'true'],
    ["matches('é', '^[^a-z-[é]]$', '') or matches('b', '^[^a-z-[é]]$', '')", 'false'],
    ["matches('ê', '^[^a-z-[é]]$', '')", 'true'],
    ["matches('a-b', '^[-ab]+$', '') and matches('a-b', '^[ab-]+$', '')", 'true'],
    ["matches('S72.001A', '^[A-TV-Z]\\d[0-9AB](\\.[\\dA-KXZ]{1,4})?$', 'i')", 'true'],
    ["matches(':é1', '^\\i\\c+$', '')", 'true'],
    ["matches('$', '\\w', '')", 'true'],
    ["matches('-', '\\w', '')", 'false'],
    ["matches('abb', '(a)(b)\\2', '')", 'true'],
    ["matches('x', '[', '')", 'FORX0002'],
    ["matches('x', '(?=x)', '')", 'FORX0002'],
    ["matches('x', 'x', 'z')", 'FORX0001'],
    ["matches((), 'x', 'i')", 'false'],
    ["count(tokenize('aXbxc', 'x', 'i')) = 3", 'true'],
    ["count(tokenize('a.b', '.', 'q')) = 2", 'true'],
    ["tokenize('a,b,', ',', '')[3] = ''", 'true'],
    ["count(tokenize('', ',', '')) = 0", 'true'],
    ["tokenize('abc', 'x*', '')", 'FORX0003'],
    ["replace('abcd', '(b)(c)', '$2$1') = 'acbd'", 'true'],
    ["replace('abcd', 'b', '[$0]') = 'a[b]cd'", 'true'],
    ["replace('ab', '(a)', '$12') = 'a2b'", 'true'],
    ["replace('a.b', '\\.', '\\$') = 'a$b'", 'true'],
    ["replace('aXbX', 'x', '-', 'i') = 'a-b-'", 'true'],
    ["replace('a.b', '.', '$1', 'q') = 'a$1b'", 'true'],
    ["replace('abc', 'x*', '-')", 'FORX0003'],
    ["replace('abc', 'z', '$')", 'FORX0004'],
    [
      `format-dateTime(${MOMENT}, '[Y0001]-[M01]-[D01] [H01]:[m01]:[s01].[f001]') = '2020-02-03 14:05:06.789'`,
      'true',
    ],
    [`format-dateTime(${MOMENT}, '[h1] [Pn] [Z] [z]') = '2 pm -05:00 GMT-05:00'`, 'true'],
    ["format-date(xs:date('2020-02-03'), '[FNn,*-3] [D] [MN,*-3] [Y01]') = 'Mon 3 FEB 20'", 'true'],
    ["format-time(xs:time('04:05:06'), '[H01][m01]') = '0405'", 'true'],
    [`format-dateTime(${MOMENT}, '[W]') = 'x'`, 'FOFD1340'],
    ["empty(format-date((), '[Y]'))", 'true'],
  ])('%s', (expression, expected) => {
    expect(verdict(expression)).toBe(expected);
  });
});
