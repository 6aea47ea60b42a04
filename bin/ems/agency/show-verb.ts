import type { Command } from 'commander';
import * as z from 'zod';
import { agencyHead, profileAt } from '../../../functions/agency.ts';
import { TenantId } from '../../../schemas/identity.ts';
import type { AgencyProfile } from '../../../schemas/nemsis/agency.ts';
import type { Io } from '../cli/io.ts';
import { type Session, verb, withCommonOptions } from '../cli/verb.ts';
import { storeOf } from './parts.ts';

const Asked = z.object({ tenant: TenantId });
type Asked = z.output<typeof Asked>;

const orNone = (text: string | undefined): string => text ?? 'none';

const textOf = (tenant: string, people: number, profile: AgencyProfile): string => {
  const { version, facts, missing, demographics, releases, state } = profile;
  const releasesText = releases.map(({ from, release, packs }) =>
    [`${release} from ${from}`, ...packs].join(' + '),
  );
  return [
    `${tenant}: version ${version}`,
    `  agency    ${orNone(facts && `${facts.number} (${facts.state_id}, state ${facts.state}), ${facts.time_zone}`)}`,
    `  missing   ${missing.join(', ') || 'nothing'}`,
    `  says      ${demographics.elements.length} elements in ${demographics.groups.length} groups, and of ${people} people`,
    `  releases  ${releasesText.join('; ') || 'the newest that is built in'}`,
    `  state     ${orNone(state && `${state.endpoint} as ${state.username} of ${state.organization}`)}`,
  ].join('\n');
};

const show = async ({ tenant }: Asked, { io, screen, target }: Session): Promise<void> => {
  const { state, version } = await agencyHead(storeOf(await target(), io.now), tenant);
  const people = Object.keys(state.people).length;
  const profile = profileAt({ state: { ...state, people: {} }, version });
  screen.result({ tenant_id: tenant, people, ...profile }, textOf(tenant, people, profile));
};

const EXAMPLES = `
What is said of the agency's people is not shown, and no password.

Examples:
  npm run ems -- agency show --tenant candlewood-ems
  npm run -s ems -- agency show --tenant candlewood-ems --json | jq .releases`;

/** The verb `show`: who an agency is, and how its charts are judged and sent. */
export const showVerb = (noun: Command, io: Io): void => {
  withCommonOptions(noun.command('show'))
    .description('show who an agency is, which releases hold for it, and where it submits')
    .requiredOption('--tenant <id>', 'the agency')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Asked, show));
};
