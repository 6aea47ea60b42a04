import fontoxpath from 'fontoxpath';
import type { Node } from 'slimdom';
import { descendantsByAttribute } from './by-attribute.ts';
import { formatDateTime } from './format-date-time.ts';
import type { Keys } from './keys.ts';

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

const { registerCustomXPathFunction } = fontoxpath;

/** Functions of XSLT 2 that rules use and XPath does not have; and the clock, which is given. */
const FUNCTIONS = [
  'current/0',
  'key/2',
  'key/3',
  'current-dateTime/0',
  'current-date/0',
  'format-dateTime/2',
  'format-date/2',
];

const own = (localName: string) => ({ namespaceURI: OURS, localName });

type Atom = string | number | boolean | Date;

const texts = (values: readonly Atom[]): string[] => values.map(String);

const found = ({ currentContext }: Context, name: string, values: Atom[], top: Node): Node[] => {
  const nodes = currentContext.keys.find(name, texts(values), top);
  if (nodes === undefined) throw new Error(`XTDE1260: There is no key "${name}".`);
  return nodes;
};

const documentOf = (node: Node): Node => node.ownerDocument ?? node;

const midnight = (date: Date): Date => new Date(Math.floor(date.getTime() / 86_400_000) * 86_400_000);

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
  for (const [name, type] of [
    ['format-dateTime', 'xs:dateTime?'],
    ['format-date', 'xs:date?'],
  ] as const)
    registerCustomXPathFunction(
      own(name),
      [type, 'xs:string'],
      'xs:string?',
      (_: Context, date: Date | null, picture: string) =>
        date === null ? null : formatDateTime(date, picture),
    );
};
register();

/** Where a function without a prefix is found. */
export const functionNamed = (localName: string, arity: number) =>
  FUNCTIONS.includes(`${localName}/${arity}`) ? own(localName) : { namespaceURI: XPATH, localName };
