import { type ModuleSource, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Mutation } from './mutation.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The address of a mutation's file. */
const addressOf = ({ file }: Mutation): string => pathToFileURL(join(ROOT, file)).href;

const sourceOf = (source: ModuleSource | undefined): string =>
  typeof source === 'string' ? source : new TextDecoder().decode(source);

/** Plants a bug in this process: whatever loads the file from now on loads it with the bug in it. */
export const plant = (mutation: Mutation): void => {
  const address = addressOf(mutation);
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (url !== address) return loaded;
      const source = sourceOf(loaded.source);
      if (!source.includes(mutation.find))
        throw new Error(`There is no place for ${mutation.name} in ${mutation.file}; see its "find".`);
      return { ...loaded, source: source.replace(mutation.find, () => mutation.replace) };
    },
  });
};
