import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { derivedId } from '../functions/commands/ids.ts';
import { pushCommit } from '../functions/realtime/push-commit.ts';
import { pushPage } from '../functions/realtime/push-page.ts';
import { project } from '../projections/charts.ts';
import type { BusEntry, Commit } from '../schemas/commit.ts';
import { FeedPage } from '../schemas/feed.ts';
import { catchUp } from '../store/catch-up.ts';
import type { CommitItem } from '../store/commit-item.ts';
import type { CommitTable } from '../store/commit-table.ts';
import { CorruptCommit } from '../store/corrupt-commit.ts';
import { connections } from '../store/realtime/connections.ts';
import { memoryConnectionTable } from '../store/realtime/memory-connection-table.ts';
import { queueRecord } from './functions/events/queue-record.ts';
import { commitRecord, itemRecord } from './functions/events/stream-record.ts';
import type { WireCall } from './functions/events/wire.ts';
import { fedAs } from './functions/fed-as.ts';
import { memorySockets } from './functions/realtime/memory-sockets.ts';
import { CONTEXT, type Parts } from './phi-scene.ts';
import { INCIDENT_NUMBER, MEDIC, minute, TENANT } from './sample-chart.ts';
import { itemFor } from './sample-commits.ts';

/** Ways in which a stored commit can be broken, each with what the commit holds still in it. */
const tampered = (item: CommitItem): readonly CommitItem[] => {
  const events: { data: object }[] = JSON.parse(item.events);
  const [{ data }] = [events[0] ?? { data: {} }];
  const withEvents = (changed: unknown) => ({ ...item, events: JSON.stringify(changed) });
  return [
    { ...item, events: item.events.slice(0, -2) },
    { ...item, time: item.events },
    { ...item, role: item.events },
    { ...item, last: item.last + 1 },
    withEvents(events.map((event) => ({ ...event, data: { ...data, [item.events]: item.events } }))),
    withEvents(events.map((event) => ({ ...event, data: [data] }))),
    withEvents(events.map((event) => ({ ...event, [item.events]: data }))),
    withEvents(events.map((event) => ({ ...event, schema_version: 9 }))),
    withEvents(events.map((event) => ({ ...event, type: item.events }))),
  ];
};

/** Tells the deployed publisher of commits as they are, and of each broken in every way. */
export const publishScene = async (commits: readonly Commit[]) => {
  const { handler } = await import('../functions/events/publisher.ts');
  const items = commits.flatMap((commit) => tampered(itemFor(commit)));
  const changed = commits.map((commit) => ({ ...commitRecord(commit), eventName: 'MODIFY' as const }));
  const Records = [...commits.map((commit) => commitRecord(commit)), ...items.map(itemRecord), ...changed];
  await handler({ Records }, CONTEXT);
  return { told: commits.length, given_up: items.length + changed.length };
};

/** What the bus was told over the wire. */
const detailsOf = (calls: readonly WireCall[]): readonly BusEntry[] => {
  const entries = calls
    .flatMap(({ operation, input }) => (operation === 'PutEvents' ? [input['Entries']] : []))
    .flat();
  return entries.map((entry): BusEntry => JSON.parse((entry as { Detail: string }).Detail));
};

/** The messages in which the feed passes on each commit by itself. */
const pagesOf = (calls: readonly WireCall[]): SQSEvent => ({
  Records: detailsOf(calls).map((detail, n) =>
    queueRecord(`p${n}`, JSON.stringify({ entries: [fedAs(n, detail)] })),
  ),
});

/** The messages in which the bus passes on what it was told over the wire. */
const messagesOf = (calls: readonly WireCall[], receives: number): SQSEvent => ({
  Records: detailsOf(calls).map((detail, n) => queueRecord(`m${n}`, JSON.stringify({ detail }), receives)),
});

/** Has deployed consumers handle what was published: one that projects, and others that fail with data in their words. */
export const consumeScene = async (parts: Parts, commits: readonly Commit[], calls: readonly WireCall[]) => {
  const { consumer } = await import('../functions/events/consumer.ts');
  const told = JSON.stringify(commits);
  const handlers = [
    consumer(async ({ tenant_id, id, version }) => {
      await catchUp({ ...parts, project }, { tenant_id, category: 'chart', id }, version);
    }),
    consumer(() => Promise.reject(new Error(told))),
    consumer(() => Promise.reject(Object.assign(new Error(told), { $metadata: {}, cause: commits }))),
    consumer(() => Promise.reject(told)),
    consumer(({ id, version }) => Promise.reject(new CorruptCommit({ stream: id, version }, 'it is torn'))),
  ];
  const answers: SQSBatchResponse[] = [];
  for (const handler of handlers)
    for (const receives of [1, 5]) answers.push(await handler(messagesOf(calls, receives), CONTEXT));
  return answers.map(({ batchItemFailures }) => batchItemFailures.length);
};

const INCIDENT = { tenant_id: TENANT, incident_id: derivedId('incident', TENANT, INCIDENT_NUMBER) };

/** Has what was published pushed to those who listen to the incident: one who is told, and one whose socket fails. */
export const pushScene = async (commits: CommitTable, calls: readonly WireCall[]) => {
  const { consumerOf } = await import('../functions/events/consumer.ts');
  const open = connections(memoryConnectionTable());
  for (const connection_id of ['hears', 'fails']) {
    const connection = { tenant_id: TENANT, connection_id };
    await open.open(connection, { tenant_id: TENANT, user_id: MEDIC.user_id, role: 'ems' }, minute(0));
    await open.subscribe(connection, INCIDENT.incident_id, minute(0));
  }
  const { sockets, told } = memorySockets({ failing: ['fails'] });
  const push = pushCommit({ commits, connections: open, sockets });
  const handler = consumerOf(FeedPage, pushPage(push));
  const { batchItemFailures } = await handler(pagesOf(calls), CONTEXT);
  return { left: batchItemFailures.length, told: told() };
};
