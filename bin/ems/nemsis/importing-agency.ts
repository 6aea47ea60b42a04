import { chartConfiguration } from '../../../domain/nemsis/agency-profile.ts';
import type { ReportingAgency } from '../../../domain/nemsis/said-by-agency.ts';
import { agencyHead, profileAt, standardAt } from '../../../functions/agency.ts';
import { chartRelease } from '../../../functions/chart-release.ts';
import type { Dictionary } from '../../../schemas/nemsis/dictionary.ts';
import { dictionaryOf } from '../../../schemas/nemsis/releases.ts';
import type { EventStore } from '../../../store/event-store.ts';
import { OperatorFault } from '../cli/fault.ts';

/** Whose charts imported reports become, and the standard by which charts that are opened now are judged. */
export interface ImportingAgency {
  readonly agency: ReportingAgency;
  readonly dictionary: Dictionary;
}

const unknown = (tenant: string): OperatorFault =>
  new OperatorFault({
    problem: `No agency ${tenant} has said anything of itself; nothing was imported.`,
    advice:
      'Is the name right? If so, say first who it is: "ems agency import" of its demographic data, or PUT /v1/agency/elements.',
    exitCode: 2,
  });

/**
 * The agency as the exports of its charts will say it. One that has never said anything of itself is refused: it may be a
 * typing error, and what is imported into no agency is found by nobody.
 */
export const importingAgency = async (
  store: EventStore,
  tenant: string,
  now: string,
): Promise<ImportingAgency> => {
  const head = await agencyHead(store, tenant);
  if (head.version === 0) throw unknown(tenant);
  const agency = async () => profileAt(head);
  const { profile, dictionary } = await chartRelease({ dictionaries: dictionaryOf, agency }, tenant, now);
  const custom = chartConfiguration(head.state.own, standardAt(head.state, now, dictionaryOf).dictionary);
  return { dictionary, agency: { facts: profile.facts, custom } };
};
