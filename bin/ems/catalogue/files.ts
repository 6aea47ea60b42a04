import { readFile, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { DescribedEvent, describedCatalogue } from '../../../schemas/catalogue/describe.ts';
import { parsedJson } from '../../../schemas/json.ts';
import { OperatorFault } from '../cli/fault.ts';
import { eventsPage } from './events-page.ts';

/** The committed catalogue, beside the schemas it describes. */
export const COMMITTED = 'schemas/catalogue/committed.json';

/** A file that is made from the catalogue, by its path from the root of the repository, and what it has to be. */
export interface MadeFile {
  readonly path: string;
  readonly text: string;
}

/** The files made from the catalogue of today. */
export const madeFiles = (): readonly MadeFile[] => [
  { path: COMMITTED, text: `${JSON.stringify(describedCatalogue(), null, 1)}\n` },
  { path: 'docs/events.md', text: eventsPage() },
];

/** The text of a file under a root folder, or undefined where there is none. */
const textOf = async (root: URL, path: string): Promise<string | undefined> => {
  try {
    return await readFile(new URL(path, root), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/** The events as the committed catalogue knows them: none where there is none yet. */
export const committedEvents = async (root: URL): Promise<readonly DescribedEvent[]> => {
  const read = z.array(DescribedEvent).safeParse(parsedJson((await textOf(root, COMMITTED)) ?? '[]'));
  if (read.success) return read.data;
  throw new OperatorFault({
    problem: `${COMMITTED} is not a catalogue of events.`,
    advice: 'Take it back from version control ("git checkout") and run the command again.',
  });
};

/** Which of the files differ from what they have to be. */
export const staleFiles = async (root: URL): Promise<readonly MadeFile[]> => {
  const files = madeFiles();
  const texts = await Promise.all(files.map(({ path }) => textOf(root, path)));
  return files.filter(({ text }, index) => texts[index] !== text);
};

/** Writes a file under a root folder. */
export const writeMade = (root: URL, { path, text }: MadeFile): Promise<void> =>
  writeFile(new URL(path, root), text);
