import { randomUUID } from 'node:crypto';
import type { ChartCommand } from '../../schemas/chart/commands.ts';
import type { Entries } from '../../schemas/nemsis/entries.ts';
import type { Person } from '../e2e/agency.ts';
import { accepted } from './accepted.ts';
import { requestsOf } from './requests.ts';

/** Ids of the API by those that the commands had. */
type Ids = ReadonlyMap<string, string>;

/** Entries of what the API has made are entries under its ids. */
const underIds = ({ elements, groups }: Entries, ids: Ids): Entries => {
  const real = (id: string) => ids.get(id) ?? id;
  return {
    elements: elements.map((each) => ({ ...each, group: real(each.group) })),
    groups: groups.map(({ parent, ...each }) => ({
      ...each,
      id: real(each.id),
      ...(parent !== undefined && { parent: real(parent) }),
    })),
  };
};

const enterTyped = async (medic: Person, at: string, commands: readonly ChartCommand[]) => {
  const ids = new Map<string, string>();
  let version = 1;
  for (const { method, path, body, makes } of commands.flatMap(requestsOf)) {
    const answer = await accepted(medic.ask(method, `${at}${path}`, { version, ...body }));
    if (makes) ids.set(makes.id, String(answer[makes.answeredAs]));
    ({ version } = answer);
  }
  return { ids, version };
};

/** Enters a chart as a client does, typed fields first, and then the rest by element number; gives its address. */
export const enterChart = async (
  medic: Person,
  { commands, entries }: { readonly commands: readonly ChartCommand[]; readonly entries: Entries },
): Promise<string> => {
  const [open, ...others] = commands;
  if (open?.type !== 'open') throw new Error('A chart is opened first.');
  const key = { 'idempotency-key': randomUUID() };
  const { incident_number } = open;
  const { id } = await accepted(medic.ask('POST', '/v1/charts', { incident_number }, key));
  const at = `/v1/charts/${id}`;
  const { ids, version } = await enterTyped(medic, at, others);
  await accepted(medic.ask('PUT', `${at}/elements`, { version, ...underIds(entries, ids) }));
  return at;
};
