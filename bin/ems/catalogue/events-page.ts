import { type DescribedEvent, describedCatalogue } from '../../../schemas/catalogue/describe.ts';
import { type Field, fieldsOf, phiPlaces } from '../../../schemas/catalogue/fields.ts';
import { SAYS } from '../../../schemas/catalogue/says.ts';
import { FEED_NAMES } from '../../../schemas/realtime.ts';
import { Category } from '../../../schemas/stream.ts';
import { DELIVERY, PREFACE } from './preface.ts';

const TITLES: Readonly<Record<Category, string>> = {
  chart: 'Chart',
  subject: 'Subject',
  user: 'User',
  agency: 'Agency',
  export: 'Export',
};
const says: Readonly<Record<string, string>> = SAYS;
const feedNames: Readonly<Record<string, string>> = FEED_NAMES;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const code = (text: string) => `\`${text}\``;

const fieldRow = ({ path, takes, required, phi = '' }: Field) => [
  code(path),
  takes,
  required ? 'yes' : '',
  phi,
];

const fieldTable = ({ schema }: DescribedEvent): string =>
  table(['field', 'takes', 'required', 'PHI of'], fieldsOf(schema).map(fieldRow));

const summaryRow = ({ type, schema_version, schema }: DescribedEvent) => [
  code(type),
  String(schema_version),
  says[type] ?? '',
  [...new Set(Object.values(phiPlaces(schema)))].join(', '),
  feedNames[type] ? code(feedNames[type]) : '',
];

const details = ([newest, ...older]: readonly DescribedEvent[]): string =>
  newest
    ? [
        `### ${code(newest.type)}, version ${newest.schema_version}`,
        fieldTable(newest),
        ...older.flatMap((old) => [
          `Version ${old.schema_version}, still read, as the newest:`,
          fieldTable(old),
        ]),
      ].join('\n\n')
    : '';

/** The versions of each type of a category, newest first. */
const typesOf = (category: Category): readonly (readonly DescribedEvent[])[] => {
  const events = describedCatalogue().filter((event) => event.category === category);
  return [...Map.groupBy(events, ({ type }) => type).values()].map((versions) => versions.toReversed());
};

const section = (category: Category): string => {
  const types = typesOf(category);
  const newest = types.flatMap((versions) => versions.slice(0, 1));
  return [
    `## ${TITLES[category]}`,
    table(['event', 'version', 'says', 'PHI of', 'name in the feed'], newest.map(summaryRow)),
    ...types.map(details),
  ].join('\n\n');
};

/** The list of all events for people, in Markdown: what `docs/events.md` has to be. */
export const eventsPage = (): string =>
  `${[PREFACE, ...Category.options.map(section), DELIVERY].join('\n\n')}\n`;
