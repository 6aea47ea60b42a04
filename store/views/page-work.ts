import { catchUp, projected } from '../catch-up.ts';
import { CorruptCommit } from '../corrupt-commit.ts';
import { inParallel } from '../in-parallel.ts';
import { KeyFault } from '../keys/wrapping.ts';
import { streamKey } from '../stream-key.ts';
import { compared } from './compared.ts';
import { added, NOTHING, type Part, type Tally } from './progress.ts';
import type { Site } from './site.ts';
import { type Cursor, type FoundStream, streamPage } from './stream-scan.ts';

/** Streams worked on at once: enough that waiting for the table is no loss. */
const WIDTH = 16;

/** What one page came to. */
interface Page {
  readonly found: readonly Partial<Tally>[];
  readonly token?: string;
}
type PageWork = (site: Site, at: Cursor) => Promise<Page>;

/** A stream that cannot be read, or whose keys are gone or wrong, is found and named, and holds up no other. */
const UNREADABLE = [CorruptCommit, KeyFault];

const unreadable = (error: unknown, { name }: FoundStream): Partial<Tally> => {
  if (!UNREADABLE.some((kind) => error instanceof kind)) throw error;
  return { wrong: 1, names: [streamKey(name)] };
};

const eachStream =
  (work: (site: Site, stream: FoundStream) => Promise<Partial<Tally>>): PageWork =>
  async (site, at) => {
    const { streams, ...rest } = await streamPage(site.keys, at);
    const found = await inParallel(streams, WIDTH, async (stream) => ({
      streams: 1,
      commits: stream.commits,
      ...(await work(site, stream).catch((error) => unreadable(error, stream))),
    }));
    return { found, ...rest };
  };

/**
 * The generation is new, so its row is put without asking for one first; where there is one already, the projector's or
 * that of a run that was broken off, it is brought up to date instead.
 */
const fill = eachStream(async ({ copies, generation, store, project }, { name, version }) => {
  const rows = copies.of(generation);
  const stream = await store.load(name);
  const row = stream.version < version ? undefined : projected(project, undefined, stream.commits);
  if (row && (await rows.put(name.tenant_id, row, 0)) === 'put') return {};
  await catchUp({ rows, store, project }, name, version);
  return {};
});

const count: PageWork = async ({ copies, generation, copiesNow }, at) => {
  const { rows, ...rest } = await copies.page(generation, at);
  const early = rows.filter(({ opened_at }) => opened_at < copiesNow.since);
  return { found: [{ rows: rows.length, early: early.length }], ...rest };
};

const discard: PageWork = async ({ copies, generation }, at) => {
  const { rows, ...rest } = await copies.page(generation, at);
  await copies.remove(generation, rows);
  return { found: [{ rows: rows.length }], ...rest };
};

const WORK: Record<Part, PageWork> = { fill, verify: eachStream(compared), count, discard };

/** Does one page of a part of the work: what was found, and the token to go on with where there is more. */
export const workPage = async (
  part: Part,
  site: Site,
  at: Cursor,
): Promise<{ tally: Tally; token?: string }> => {
  const { found, ...rest } = await WORK[part](site, at);
  return { tally: found.map((each) => ({ ...NOTHING, ...each })).reduce(added, NOTHING), ...rest };
};
