import fontoxpath from 'fontoxpath';
import type { Node } from 'slimdom';
import { descendantsByAttribute } from './by-attribute.ts';
import { formatDateTime } from './format-date-time.ts';
import type { Keys } from './keys.ts';
import { matchesRegex, replaced, tokenized } from './xpath-regex.ts';

/** What functions of XSLT know besides their arguments. */
export interface Surroundings {
  /** What `current()` is: the node that a rule looks at. */
  readonly current: Node;
  /** What the clock says for the whole run. */
  readonly now: Date;
  readonly keys: Keys;
}

const OURS = 'urn:fusionems:xslt';
const XPATH = 'http://www.w3.org/2005/xpath-functions';

interface Context {
  readonly currentContext: Surroundings;
}

const { registerCustomXPathFunction, registerXQueryModule } = fontoxpath;

/** Functions of XSLT 2 that rules use and XPath does not have; and the clock, which is given. */
const FUNCTIONS = [
  'current/0',
  'key/2',
  'key/3',
  'current-dateTime/0',
  'current-date/0',
  'matches/3',
  'tokenize/3',
  'replace/3',
  'replace/4',
];

/** Functions that are made of others, in XQuery: JavaScript would get moments without their zones. */
const FORMATS = ['format-dateTime/2', 'format-date/2', 'format-time/2'];
const MODULE = 'urn:fusionems:formats';

const own = (localName: string) => ({ namespaceURI: OURS, localName });

type Atom = string | number | boolean | Date;

const texts = (values: readonly Atom[]): string[] => values.map(String);

const found = ({ currentContext }: Context, name: string, values: Atom[], top: Node): Node[] => {
  const nodes = currentContext.keys.find(name, texts(values), top);
  if (nodes === undefined) throw new Error(`XTDE1260: There is no key "${name}".`);
  return nodes;
};

const documentOf = (node: Node): Node => node.ownerDocument ?? node;

const formatFunction = (name: string): string =>
  `declare %public function f:${name}($value as xs:${name.slice('format-'.length)}?, $picture as xs:string) as xs:string? {
    if (empty($value)) then () else o:format(string($value), $picture)
  };`;

const midnight = (date: Date): Date => new Date(Math.floor(date.getTime() / 86_400_000) * 86_400_000);

const registerRegexFunctions = (): void => {
  registerCustomXPathFunction(
    own('matches'),
    ['xs:string?', 'xs:string', 'xs:string'],
    'xs:boolean',
    (_: Context, text: string | null, pattern: string, flags: string) =>
      matchesRegex(text ?? '', pattern, flags),
  );
  registerCustomXPathFunction(
    own('tokenize'),
    ['xs:string?', 'xs:string', 'xs:string'],
    'xs:string*',
    (_: Context, text: string | null, pattern: string, flags: string) =>
      tokenized(text ?? '', pattern, flags),
  );
  registerCustomXPathFunction(
    own('replace'),
    ['xs:string?', 'xs:string', 'xs:string'],
    'xs:string',
    (_: Context, text: string | null, pattern: string, by: string) => replaced(text ?? '', [pattern, by, '']),
  );
  registerCustomXPathFunction(
    own('replace'),
    ['xs:string?', 'xs:string', 'xs:string', 'xs:string'],
    'xs:string',
    (_: Context, text: string | null, ...given: [string, string, string]) => replaced(text ?? '', given),
  );
};

const register = (): void => {
  registerCustomXPathFunction(
    own('descendants-by-attribute'),
    ['node()', 'xs:string', 'xs:anyAtomicType*'],
    'node()*',
    (_: Context, top: Node, name: string, values) => descendantsByAttribute(top, name, texts(values)),
  );
  registerCustomXPathFunction(
    own('current'),
    [],
    'node()',
    ({ currentContext }: Context) => currentContext.current,
  );
  registerCustomXPathFunction(
    own('key'),
    ['xs:string', 'xs:anyAtomicType*'],
    'node()*',
    (context: Context, name, values) =>
      found(context, name, values, documentOf(context.currentContext.current)),
  );
  registerCustomXPathFunction(own('key'), ['xs:string', 'xs:anyAtomicType*', 'node()'], 'node()*', found);
  registerCustomXPathFunction(
    own('current-dateTime'),
    [],
    'xs:dateTime',
    ({ currentContext }: Context) => currentContext.now,
  );
  registerCustomXPathFunction(own('current-date'), [], 'xs:date', ({ currentContext }: Context) =>
    midnight(currentContext.now),
  );
  registerCustomXPathFunction(
    own('format'),
    ['xs:string', 'xs:string'],
    'xs:string',
    (_: Context, value: string, picture: string) => formatDateTime(value, picture),
  );
  registerXQueryModule(
    `module namespace f="${MODULE}"; declare namespace o="${OURS}"; ${FORMATS.map((each) => formatFunction(each.replace('/2', ''))).join(' ')}`,
  );
  registerRegexFunctions();
};
register();

/** Where a function of XPath is found. */
export const functionNamed = (localName: string, arity: number) => {
  const name = `${localName}/${arity}`;
  if (FORMATS.includes(name)) return { namespaceURI: MODULE, localName };
  return FUNCTIONS.includes(name) ? own(localName) : { namespaceURI: XPATH, localName };
};

/** The modules that expressions need. */
export const MODULES = { formats: MODULE } as const;

/** The namespace of functions without a prefix. */
export const XPATH_FUNCTIONS = XPATH;
