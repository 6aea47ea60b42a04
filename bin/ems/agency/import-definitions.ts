import { chartConfiguration } from '../../../domain/nemsis/agency-profile.ts';
import { definitionsIn, heldAgainst } from '../../../domain/nemsis/custom-definitions.ts';
import { definitionsToAgency } from '../../../domain/nemsis/data-set-to-agency.ts';
import { agencyHead, standardAt } from '../../../functions/agency.ts';
import type { Group } from '../../../schemas/nemsis/data-set.ts';
import { dictionaryOf } from '../../../schemas/nemsis/releases.ts';
import type { EventStore } from '../../../store/event-store.ts';
import { type AgencyImport, recordAll } from './import-demographics.ts';

/** An import of the custom elements that a report defines (its group `eCustomConfiguration`). */
export interface DefinitionImport extends AgencyImport {
  readonly custom: Group;
}

/** What came of it: the agency's version, the names of what it defines now and did not, and of what it defines otherwise. */
export interface DefinitionsDone {
  readonly version: number;
  readonly added: readonly string[];
  readonly otherwise: readonly string[];
}

/**
 * Adds to an agency the custom elements of a report that it does not define. One that it defines otherwise stays as it is,
 * because results of its own charts refer to it.
 */
export const importDefinitions = async (
  store: EventStore,
  run: DefinitionImport,
): Promise<DefinitionsDone> => {
  const { state, version } = await agencyHead(store, run.tenant);
  const { dictionary } = standardAt(state, run.now().toISOString(), dictionaryOf);
  const own = definitionsIn(chartConfiguration(state.own, dictionary));
  const { missing, otherwise } = heldAgainst(own, definitionsIn(run.custom), dictionary);
  const added = [...missing.keys()];
  if (added.length === 0) return { version, added, otherwise };
  const entries = definitionsToAgency([...missing.values()], dictionary, run.nextId);
  return { version: await recordAll(store, run, { ...entries, removed: [] }), added, otherwise };
};
