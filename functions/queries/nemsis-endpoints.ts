import { formElements } from '../../domain/nemsis/form-elements.ts';
import { isRefusal, type Refusal, refuse } from '../../schemas/error.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import type { Dictionaries } from '../../schemas/nemsis/releases.ts';
import * as routes from '../../schemas/routes/nemsis.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';

/** The releases that are known, the newest last, and their dictionaries. */
export interface Standard {
  readonly releases: readonly string[];
  readonly dictionaryOf: Dictionaries;
}

interface Asked {
  readonly release?: string | undefined;
  readonly kind: 'ems' | 'dem';
}

const KINDS = { ems: 'EMS', dem: 'DEM' } as const;

const dictionaryFor = (
  { releases, dictionaryOf }: Standard,
  { release, kind }: Asked,
): Dictionary | Refusal =>
  dictionaryOf(release ?? releases.at(-1) ?? '', KINDS[kind]) ??
  refuse('NOT_FOUND', 'That release of the standard is not known here.', { releases });

const listElements = (standard: Standard) =>
  endpoint(routes.listElements, async ({ query }) => {
    const dictionary = dictionaryFor(standard, query);
    if (isRefusal(dictionary)) return dictionary;
    const { elements, groups, types } = formElements(dictionary, query.section);
    if (elements.length === 0) return refuse('NOT_FOUND', 'The data set has no such section.');
    const { release } = dictionary;
    return { release, kind: query.kind, elements: [...elements], groups: [...groups], types: { ...types } };
  });

const listCodes = (standard: Standard) =>
  endpoint(routes.listCodes, async ({ params: { list }, query }) => {
    const dictionary = dictionaryFor(standard, query);
    if (isRefusal(dictionary)) return dictionary;
    const { release, lists } = dictionary;
    const codes = Object.hasOwn(lists, list) ? lists[list] : undefined;
    if (!codes) return refuse('NOT_FOUND', 'The release has no such list; the types of elements name them.');
    return { release, kind: query.kind, list, codes: codes.map(([code, label]) => ({ code, label })) };
  });

/** The standard as data: nothing of anybody, and the same for every agency. */
export const nemsisEndpoints = (standard: Standard): readonly Endpoint[] =>
  [listElements, listCodes].map((make) => make(standard));
