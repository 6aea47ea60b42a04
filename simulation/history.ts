/** One thing that happened: when, who did what, and what came of it. */
interface Line {
  readonly at: number;
  /** Which of the calls of a function this belongs to. */
  readonly call: string;
  readonly who: string;
  readonly what: string;
  readonly about: readonly unknown[];
  came: unknown;
}

/** What happened in a simulation, as a timeline to be read. */
export interface History {
  /** Notes that somebody does something to things; what came of it may be noted later, on what this gives. */
  note(who: string, what: string, about?: readonly unknown[]): { came: unknown };
  /** A name to be read instead of an id. */
  named(id: string, name: string): void;
  /** A text with names for ids. */
  readable(text: string): string;
  /** The timeline: all of it, or the calls that had to do with a thing; its last lines, where it is long. */
  text(about?: string, most?: number): string;
}

const fieldsOf = (value: object): Record<string, unknown> => Object.fromEntries(Object.entries(value));

/** Names, keys and versions of a thing, and nothing else of it: what is sealed differs from run to run. */
const placeOf = (value: object): string => {
  const { pk, sk, tenant_id, id, version, kind, state, part, segment, action } = fieldsOf(value);
  const place = [action, pk, sk, tenant_id, kind, id, state, part, segment].filter(
    (each) => typeof each === 'string' || typeof each === 'number',
  );
  return [...place, ...(version === undefined ? [] : [`v${version}`])].join(' ');
};

const MOST_SHOWN = 4;
const SEALED = /^[A-Za-z0-9+/=]{40,}$/;

const listed = (all: readonly unknown[]): string => {
  const first = all.slice(0, MOST_SHOWN).map(shown);
  return `[${[...first, ...(all.length > MOST_SHOWN ? ['…'] : [])].join(', ')}]`;
};

const shownObject = (value: object): string => {
  if (value instanceof Error) return `✗ ${value.name}: ${value.message}`;
  if (value instanceof Map) return listed([...value.keys()]);
  if (Array.isArray(value)) return listed(value);
  const { items } = fieldsOf(value);
  return Array.isArray(items) ? listed(items) : placeOf(value);
};

const shown = (value: unknown): string => {
  if (typeof value === 'object' && value !== null) return shownObject(value);
  return value === undefined || SEALED.test(String(value)) ? '' : String(value);
};

const clock = (at: number): string => new Date(at).toISOString().slice(8, 23).replace('T', ' ');

/** The calls that had to do with a thing. */
const involved = (texts: readonly string[], lines: readonly Line[], about: string): ReadonlySet<string> =>
  new Set(lines.filter((_, at) => texts[at]?.includes(about)).map(({ call }) => call));

/** How the first line of a call begins. */
export const CALL = '┌';

/** A history that nothing was noted in, by a clock in ms. */
export const emptyHistory = (now: () => number): History => {
  const lines: Line[] = [];
  const names = new Map<string, string>();
  const last = new Map<string, string>();
  const readable = (text: string): string =>
    [...names].reduce((all, [id, name]) => all.replaceAll(id, name), text);
  const written = (width: number) => (line: Line) => {
    const told = [line.what, ...line.about.map(shown)].filter((each) => each !== '').join('  ');
    const came = shown(line.came);
    return readable(
      `${clock(line.at)}  ${line.who.padEnd(width)}  ${told}${came === '' ? '' : `  → ${came}`}`,
    );
  };
  return {
    note(who, what, about = []) {
      const begins = what.startsWith(CALL);
      if (begins) last.set(who, `${who} ${lines.length}`);
      const call = last.get(who) ?? `${lines.length}`;
      const line: Line = { at: now(), call, who, what, about, came: undefined };
      lines.push(line);
      return line;
    },
    named: (id, name) => void names.set(id, name),
    readable,
    text(about, most = Number.POSITIVE_INFINITY) {
      const all = lines.map(written(Math.max(0, ...lines.map(({ who }) => who.length))));
      if (about === undefined) return all.slice(-most).join('\n');
      const theirs = involved(all, lines, readable(about));
      return all
        .filter((_, at) => theirs.has(lines[at]?.call ?? ''))
        .slice(-most)
        .join('\n');
    },
  };
};
