import { parseXmlDocument } from 'slimdom';
import { describe, expect, test } from 'vitest';
import { placesIn } from '../../../../adapters/nemsis-xml/places.ts';
import { runRules } from '../../../../adapters/nemsis-xml/schematron/run-rules.ts';
import { foundIn, rulesFrom, schemaOf } from './run-text.ts';

const run = (content: string, xml: string) => foundIn(rulesFrom(schemaOf(content)), xml);
const rulesOf = (found: readonly { rule: string }[]) => found.map(({ rule }) => rule);

const rule = (context: string, checks: string) =>
  `<sch:pattern id="p"><sch:rule id="r" context="${context}">${checks}</sch:rule></sch:pattern>`;
const report = (id: string, test = 'true()') => `<sch:report id="${id}" role="[WARNING]" test="${test}"/>`;

describe('which nodes a rule looks at', () => {
  test('the first rule of a pattern that matches takes a node, in every pattern anew', () => {
    const rules = (id: string) =>
      `<sch:pattern id="${id}"><sch:rule context="b[@x]">${report(`${id}-1`)}</sch:rule><sch:rule context="b">${report(`${id}-2`)}</sch:rule></sch:pattern>`;
    const found = run(`${rules('p')}${rules('q')}`, '<a><b/><b x=""/></a>');
    expect(found.map((each) => [each.rule, each.location])).toStrictEqual([
      ['p-2', '/*:a[1]/*:b[1]'],
      ['p-1', '/*:a[1]/*:b[2]'],
      ['q-2', '/*:a[1]/*:b[1]'],
      ['q-1', '/*:a[1]/*:b[2]'],
    ]);
  });

  test.each([
    ['b', ['/*:a[1]/*:b[1]', '/*:a[1]/*:c[1]/*:b[1]', '/*:a[1]/*:c[1]/*:b[2]']],
    ['b[1]', ['/*:a[1]/*:b[1]', '/*:a[1]/*:c[1]/*:b[1]']],
    ['c/b', ['/*:a[1]/*:c[1]/*:b[1]', '/*:a[1]/*:c[1]/*:b[2]']],
    ['/a/b', ['/*:a[1]/*:b[1]']],
    ['//c', ['/*:a[1]/*:c[1]']],
    ['a//b[@x]', ['/*:a[1]/*:c[1]/*:b[2]']],
    ['*[@x]', ['/*:a[1]/*:c[1]', '/*:a[1]/*:c[1]/*:b[2]']],
    ["*[@x = '1']", ['/*:a[1]/*:c[1]/*:b[2]']],
    ['*[@x or self::a]', ['/*:a[1]', '/*:a[1]/*:c[1]', '/*:a[1]/*:c[1]/*:b[2]']],
    ["c[b[. = '|']] | a", ['/*:a[1]', '/*:a[1]/*:c[1]']],
    ['c/@x', ['/*:a[1]/*:c[1]/@x']],
    ['none', []],
  ])('%s', (context, locations) => {
    const found = run(rule(context, report('r1')), '<a><b/><c x="2"><b>|</b><b x="1"/></c></a>');
    expect(found.map(({ location }) => location)).toStrictEqual(locations);
  });
});

describe('what checks say', () => {
  test('assert and report, roles, and where one is not of NEMSIS', () => {
    const checks = ['[FATAL]', '[ERROR]', '[WARNING]', 'warning', 'hint', ''].map(
      (role, at) => `<sch:assert id="${at}" role="${role}" test="false()"/><sch:report test="false()"/>`,
    );
    const found = run(rule('a', checks.join('')), '<a/>');
    expect(found.map(({ severity }) => severity)).toStrictEqual([
      'FATAL',
      'ERROR',
      'WARNING',
      'WARNING',
      'ERROR',
      'ERROR',
    ]);
  });

  test('messages name what is judged and say no value of it', () => {
    const check = `<sch:report id="x" test="true()">
      <sch:name/> and <sch:value-of select="b"/> of <sch:emph><sch:value-of select="b/@c"/></sch:emph> is
      <sch:value-of select="count(b)"/>, <sch:value-of select="xs:date('x')"/></sch:report>`;
    const [found] = run(rule('a', check), '<a><b c="secret">Smith</b></a>');
    expect(found?.message).toBe('a and b of @c is 1, (?)');
  });

  test('the element is what is missing, or the own one, or the first that the rule names', () => {
    const about = (missing: string) =>
      rule(
        '*[not(*)]',
        `<sch:let name="nemsisElements" value="../e.02"/><sch:let name="nemsisElementsMissing" value="'${missing}'"/>${report('x', 'not(self::e.02)')}`,
      );
    expect(run(about('e.03 e.04'), '<a><b/><e.02/></a>')[0]?.element).toBe('e.03');
    expect(run(about(''), '<a><b/><e.02/></a>')[0]?.element).toBe('e.02');
    expect(run(about(''), '<a><e.01/><e.02/></a>')[0]?.element).toBe('e.01');
    expect(run(rule('a', report('x')), '<a/>')[0]?.element).toBe('a');
  });
});

describe('variables', () => {
  test('inner ones hide outer ones, which keep what they were made of', () => {
    const lets = `<sch:let name="b" value="1"/><sch:let name="a" value="$b + 10"/>`;
    const pattern = `<sch:pattern><sch:let name="n" value="count(/a/b)"/><sch:rule context="b"><sch:let name="b" value="2"/><sch:let name="c" value="$b"/>
      ${report('outer', '$a = 11')}${report('inner', '$c = 2')}${report('document', '$n = 2 and position() = 1')}</sch:rule></sch:pattern>`;
    expect(rulesOf(run(`${lets}${pattern}`, '<a><b/><b/></a>'))).toStrictEqual([
      'outer',
      'inner',
      'document',
      'outer',
      'inner',
      'document',
    ]);
  });

  test('variables and keys of XSLT', () => {
    const content = `<xsl:variable name="lookup"><l><e n="x">Ex</e><e n="y">Why</e></l></xsl:variable>
      <xsl:variable name="top" select="$lookup/l"/><xsl:key name="k" match="e" use="@n"/>
      <sch:let name="there" value="$top"/>
      ${rule('b', `<sch:report id="k" test="key('k', local-name(..), $there)"><sch:value-of select="key('k', @n, $there)"/></sch:report>`)}`;
    expect(run(content, '<x><b n="y"/></x>').map(({ message }) => message)).toStrictEqual(['Why']);
    expect(run(content, '<z><b n="y"/></z>')).toStrictEqual([]);
  });

  test('keys of several declarations, of attributes and of alternatives, in the order of the document, each node once', () => {
    const keys = `<xsl:key name="k" match="b | c" use="@n"/><xsl:key name="k" match="@m" use="."/><xsl:key name="k" match="/a" use="'top'"/>`;
    const tests = [
      "count(key('k', 'x')) = 2",
      "count(key('k', ('y', 'x', 'x'))) = 3 and key('k', ('y', 'x'))[1]/self::b",
      "key('k', 'z')/.. is //c",
      "key('k', 'top') is /a",
      "count(key('k', 'z', //c)) = 1 and empty(key('k', 'z', //b[1]))",
    ];
    const found = run(
      keys + rule('/a', tests.map((each, at) => report(`k${at}`, each)).join('')),
      '<a><b n="x"/><d><c n="x" m="z"/><b n="y"/></d></a>',
    );
    expect(rulesOf(found)).toStrictEqual(['k0', 'k1', 'k2', 'k3', 'k4']);
  });

  test('current() is the node that the rule looks at', () => {
    const test = 'count(/a//*[@u = current()/@u]) = 2 and count(//*[@u = current()/@u]) = 2';
    expect(run(rule('b', report('r1', test)), '<a><b u="1"/><c><b u="1"/></c><b u="2"/></a>')).toHaveLength(
      2,
    );
  });
});

test('the clock is the one that is given', () => {
  const message = `<sch:report id="t" test="current-dateTime() = xs:dateTime('2026-03-01T12:00:00Z') and current-date() = xs:date('2026-03-01Z')">
    <sch:value-of select="format-dateTime(current-dateTime(), '[FNn], [MNn] [D1], [Y0001] [H01]:[m01]:[s01] [h1][Pn] [ZN]')"/>; <sch:value-of select="format-date(current-date(), '[D01].[M01].')"/></sch:report>`;
  const [found] = run(rule('a', message), '<a/>');
  expect(found?.message).toBe('Sunday, March 1, 2026 12:00:00 12pm UTC; 01.03.');
});

describe('abstract rules and patterns', () => {
  test('what a rule extends stands in front of its own', () => {
    const abstract = `<sch:rule abstract="true" id="base"><sch:let name="v" value="3"/>${report('base', '$v = 3')}</sch:rule>`;
    const content = `<sch:pattern>${abstract}<sch:rule context="a"><sch:extends rule="base"/>${report('own', '$v = 3')}</sch:rule></sch:pattern>`;
    expect(rulesOf(run(content, '<a/>'))).toStrictEqual(['base', 'own']);
  });

  test('parameters of a pattern', () => {
    const content = `<sch:pattern abstract="true" id="early"><sch:rule context="$node">${report('late', '$node2 = 1')}</sch:rule></sch:pattern>
      <sch:pattern is-a="early" id="x"><sch:param name="node" value="b"/><sch:param name="node2" value="@n"/></sch:pattern>`;
    expect(run(content, '<a><b n="1"/><b n="2"/></a>')).toHaveLength(1);
  });

  test('only the patterns of the phase that a file begins with', () => {
    const phases = schemaOf(
      `<sch:phase id="short"><sch:active pattern="p"/></sch:phase>${rule('a', report('p'))}<sch:pattern id="q"><sch:rule context="a">${report('q')}</sch:rule></sch:pattern>`,
    );
    expect(rulesOf(foundIn(rulesFrom(phases), '<a/>'))).toStrictEqual(['p', 'q']);
    const short = phases.replace('<sch:schema ', '<sch:schema defaultPhase="short" ');
    expect(rulesOf(foundIn(rulesFrom(short), '<a/>'))).toStrictEqual(['p']);
  });

  test('variables of that phase', () => {
    const phases = `<sch:phase id="short"><sch:let name="v" value="2"/><sch:active pattern="p"/></sch:phase><sch:phase id="long"><sch:let name="v" value="3"/></sch:phase><sch:pattern id="p"><sch:rule context="a">${report('p', '$v = 2')}</sch:rule></sch:pattern>`;
    const short = schemaOf(phases).replace('<sch:schema ', '<sch:schema defaultPhase="short" ');
    expect(rulesOf(foundIn(rulesFrom(short), '<a/>'))).toStrictEqual(['p']);
  });
});

test.each([
  ['a union of two names', 'b union c', 2],
  ['brackets', '(b | c)/d', 1],
  ['the document', 'document-node()', 1],
  ['alternatives with a comment', 'b (: x | y :) | c', 2],
])('contexts: %s', (_, context, count) => {
  expect(run(rule(context, report('r')), '<a><b/><e><c><d/></c></e></a>')).toHaveLength(count);
});

describe('what cannot be evaluated blocks', () => {
  test('a check that would go on for ever', () => {
    const document = parseXmlDocument('<a><b/><b/><b/><b/><b/><b/><b/><b/></a>');
    const every = 'abcdefghij'.split('').map((name) => `$${name} in //b`);
    const found = runRules(
      rulesFrom(schemaOf(rule('a', report('endless', `count(for ${every.join(', ')} return 1) = 0`)))),
      {
        document,
        places: placesIn(document),
        now: new Date(0),
        elapsed: () => 0,
        budget: 50,
      },
    );
    expect(found.map((each) => [each.rule, each.severity])).toStrictEqual([['time-limit', 'FATAL']]);
  });

  test('a check', () => {
    const found = run(rule('a', report('when', "xs:date(.) lt xs:date('2020-01-01')")), '<a>Smith</a>');
    expect(found).toStrictEqual([
      {
        stage: 'schematron',
        rule: 'when',
        severity: 'FATAL',
        element: 'a',
        location: '/*:a[1]',
        message: 'The rule cannot be evaluated here (FORG0001), so the data set does not count as valid.',
      },
    ]);
  });

  test('a context, and other rules are run all the same', () => {
    const content = `<sch:pattern><sch:rule id="bad" context="a[xs:date(.)]">${report('x')}</sch:rule><sch:rule context="a">${report('y')}</sch:rule></sch:pattern>`;
    const found = run(content, '<a>Smith</a>');
    expect(found.map(({ rule: id, severity }) => [id, severity])).toStrictEqual([
      ['bad', 'FATAL'],
      ['y', 'WARNING'],
    ]);
  });

  test('rules that take too long', () => {
    const document = parseXmlDocument('<a/>');
    let clock = 0;
    const elapsed = () => {
      clock += 400;
      return clock;
    };
    const checks = rule('a', report('one') + report('two') + report('three'));
    const found = runRules(rulesFrom(schemaOf(checks)), {
      document,
      places: placesIn(document),
      now: new Date(0),
      elapsed,
      budget: 1_000,
    });
    expect(found.map((each) => [each.rule, each.severity])).toStrictEqual([
      ['one', 'WARNING'],
      ['time-limit', 'FATAL'],
    ]);
  });
});
