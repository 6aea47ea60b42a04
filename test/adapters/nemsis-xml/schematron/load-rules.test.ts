import { describe, expect, test, vi } from 'vitest';
import { loadRules } from '../../../../adapters/nemsis-xml/schematron/load-rules.ts';
import { schemaOf } from './run-text.ts';

const said = (text: string) => {
  const loaded = loadRules(Buffer.from(text));
  return loaded.ok ? [] : loaded.unsupported.map(({ construct, where }) => `${where}: ${construct}`);
};

const inRule = (content: string) =>
  schemaOf(`<sch:pattern id="p"><sch:rule id="r" context="a">${content}</sch:rule></sch:pattern>`);
const assert = (test: string) => inRule(`<sch:assert id="x" test="${test}"/>`);

describe('a file of rules is refused at load, with every place that cannot be run', () => {
  test.each([
    ['no XML', '<a', ['/: The file is not well-formed XML at line 1, column 3: the file ends too early.']],
    [
      'a document type',
      '<!DOCTYPE a><a/>',
      ['/: The file has a document type declaration (DOCTYPE); remove it.'],
    ],
    [
      'another root',
      '<a/>',
      ['/: root element a; it must be schema of http://purl.oclc.org/dsdl/schematron'],
    ],
    [
      'no query binding, which is XPath 1',
      schemaOf('').replace(' queryBinding="xslt2"', ''),
      ['/*:schema[1]: query binding xslt; it must be one of xslt2, xpath2, xslt3, xpath3, xpath31'],
    ],
    ['include', schemaOf('<sch:include href="x"/>'), ['/*:schema[1]/*:include[1]: include in schema']],
    [
      'a function',
      schemaOf('<xsl:function name="f"/>'),
      ['/*:schema[1]/*:function[1]: xsl:function in schema'],
    ],
    [
      'instructions in a variable',
      schemaOf('<xsl:variable name="v"><a><xsl:value-of select="1"/></a></xsl:variable>'),
      ['variable v: xsl:variable whose content is not one element without instructions of XSLT'],
    ],
    [
      'XSLT in a rule, and two things at once',
      inRule('<xsl:variable name="x" select="1"/><sch:let name="y"/>'),
      [
        '/*:schema[1]/*:pattern[1]/*:rule[1]/*:variable[1]: xsl:variable in rule',
        '/*:schema[1]/*:pattern[1]/*:rule[1]/*:let[1]: let without attribute value',
      ],
    ],
    [
      'a rule without context',
      schemaOf('<sch:pattern><sch:rule/></sch:pattern>'),
      ['/*:schema[1]/*:pattern[1]/*:rule[1]: rule without attribute context'],
    ],
    [
      'rules of another file',
      inRule('<sch:extends href="x.sch" rule="y"/>'),
      [
        '/*:schema[1]/*:pattern[1]/*:rule[1]/*:extends[1]: attribute href of extends',
        'rule y: rule "y", which is not in the file',
      ],
    ],
    [
      'a pattern of nothing',
      schemaOf('<sch:pattern is-a="x"/>'),
      ['is-a x: is-a "x", which is not in the file'],
    ],
    [
      'current() in a context',
      schemaOf('<sch:pattern><sch:rule context="a[current()]"/></sch:pattern>'),
      ['a[current()]: current() outside of a rule'],
    ],
    [
      'a context with half a text',
      schemaOf('<sch:pattern><sch:rule id="r" context="a[. = \'x]"/></sch:pattern>'),
      ["context of rule r: an expression that is not XPath 2 (XPST0003): a[. = 'x]"],
    ],
    ['syntax', assert('a['), ['assert x: an expression that is not XPath 2 (XPST0003): a[']],
    [
      'a function that is not there',
      assert("doc('http://127.0.0.1/')"),
      ["assert x: a function that is not known (XPST0017): doc('http://127.0.0.1/')"],
    ],
    ['a variable that is not there', assert('$x'), ['assert x: a variable that is not there (XPST0008): $x']],
    [
      'a variable of itself',
      inRule('<sch:let name="x" value="$x"/><sch:assert id="x" test="$x"/>'),
      ['assert x: a variable that is not there (XPST0008): let $x := ($x) return ($x)'],
    ],
    [
      'rules that extend each other',
      schemaOf(
        '<sch:pattern><sch:rule abstract="true" id="x"><sch:extends rule="y"/></sch:rule><sch:rule abstract="true" id="y"><sch:extends rule="x"/></sch:rule></sch:pattern>',
      ),
      ['rule x: rule "x", which extends itself', 'rule y: rule "y", which extends itself'],
    ],
    [
      'a type of a variable, and a key without its match',
      schemaOf('<xsl:variable name="v" select="1" as="xs:integer"/><xsl:key name="k" use="@a"/>'),
      [
        '/*:schema[1]/*:variable[1]: attribute as of xsl:variable',
        '/*:schema[1]/*:key[1]: xsl:key without attribute match',
      ],
    ],
    [
      'what the library does not do',
      assert('(1 treat as xs:integer) = 1'),
      ['assert x: an expression that this program cannot evaluate (an error): (1 treat as xs:integer) = 1'],
    ],
    [
      'what changes the document',
      assert('delete node /*'),
      ['assert x: an expression that cannot be used (XUST0001): delete node /*'],
    ],
    [
      'a prefix that is not bound',
      assert('n:a'),
      ['assert x: a prefix that no namespace is bound to (XPST0081): n:a'],
    ],
    [
      'a key that is not there',
      assert("key('k', 'v')"),
      ["assert x: a key that is not there (XTDE1260): key('k', 'v')"],
    ],
  ])('%s', (_, text, places) => {
    expect(said(text)).toStrictEqual(places);
  });

  test('elements of other namespaces are ignored, and texts for people', () => {
    const content =
      '<sch:title>t</sch:title><x xmlns="urn:x"/><sch:p>p</sch:p><sch:diagnostics><sch:diagnostic id="d"><xsl:copy-of select="."/></sch:diagnostic></sch:diagnostics><sch:properties/>';
    expect(said(schemaOf(content))).toStrictEqual([]);
  });

  test('nothing that a rule traces is told anywhere', () => {
    const log = vi.spyOn(console, 'log');
    expect(said(assert("trace(1, 'x') = 1"))).toStrictEqual([]);
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });

  test('what fails only for want of data is no reason', () => {
    expect(said(assert('xs:dateTime(.) gt xs:dateTime(b)'))).toStrictEqual([]);
  });
});
