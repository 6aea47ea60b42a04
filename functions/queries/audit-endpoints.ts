import { stepAsOf } from '../../projections/history.ts';
import { isRefusal, type Refusal, refuse } from '../../schemas/error.ts';
import * as routes from '../../schemas/routes/audit.ts';
import type { AccessTrail } from '../../store/access/access-trail.ts';
import type { EventStore, Stream } from '../../store/event-store.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { accessList } from './access-list.ts';
import { historyPage } from './history-page.ts';
import { recordRead } from './record-read.ts';
import { STEPS, type ToldStep } from './stream-steps.ts';
import { verifyStream } from './verify-stream.ts';

interface Parts {
  readonly store: EventStore;
  readonly trail: AccessTrail;
}

const notThere = () => refuse('NOT_FOUND', 'There is no such stream.');

const notYet = ({ version, commits }: Stream, asked: number): Refusal =>
  refuse('VERSION_CONFLICT', `The stream has no version ${asked} yet.`, {
    server_version: version,
    updated_at: commits.at(-1)?.time ?? null,
  });

/** What a stream had come to, and whose data that is. */
const stateAsOf = (stream: Stream, steps: readonly ToldStep[], asOf: number | string) => {
  if (typeof asOf === 'number' && asOf > stream.version) return notYet(stream, asOf);
  const step = stepAsOf(steps, asOf);
  if (!step) return refuse('NOT_FOUND', 'The stream had not begun at that moment.');
  const { category, id } = stream.name;
  const { version, time, after: state, subjects } = step;
  return { answer: routes.StreamState.parse({ category, id, version, time, state }), subjects };
};

interface Asked {
  readonly after?: number | undefined;
  readonly limit: number;
  readonly as_of?: number | string | undefined;
}

const told = (stream: Stream, { as_of, after = 0, limit }: Asked) => {
  const steps = STEPS[stream.name.category](stream.commits);
  if (as_of !== undefined) return stateAsOf(stream, steps, as_of);
  const { subjects, ...page } = historyPage(stream.commits, steps, { after, limit });
  const { category, id } = stream.name;
  return { answer: { category, id, version: stream.version, ...page }, subjects };
};

const getStreamHistory = ({ store, trail }: Parts) =>
  endpoint(routes.getStreamHistory, async (request) => {
    const stream = await store.load({ tenant_id: request.caller.tenant_id, ...request.params });
    if (stream.version === 0) return notThere();
    const result = told(stream, request.query);
    if (isRefusal(result)) return result;
    const { answer, subjects } = result;
    await recordRead(trail, request, { operation: routes.getStreamHistory.operation, subjects });
    return answer;
  });

const verify = ({ store }: Parts) =>
  endpoint(routes.verifyStream, async ({ caller, params }) => {
    const verdict = await verifyStream(store, { tenant_id: caller.tenant_id, ...params });
    return verdict.ok && verdict.versions === 0 ? notThere() : verdict;
  });

const listAccess = ({ trail }: Parts) =>
  endpoint(routes.listAccess, ({ caller, query }) => accessList(trail, caller.tenant_id, query));

/** What was done to a stream and whether it is whole, and who read what. */
export const auditEndpoints = (parts: Parts): readonly Endpoint[] =>
  [getStreamHistory, verify, listAccess].map((make) => make(parts));
