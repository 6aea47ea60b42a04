import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Command, Option } from 'commander';
import * as z from 'zod';
import { busEntryOf } from '../../functions/events/publish.ts';
import type { BusEntry } from '../../schemas/commit.ts';
import { TenantId } from '../../schemas/identity.ts';
import { CorruptCommit } from '../../store/corrupt-commit.ts';
import { readItem } from '../../store/sealed-commit.ts';
import type { Io } from './cli/io.ts';
import type { Screen } from './cli/screen.ts';
import { type Session, verb, withCommonOptions } from './cli/verb.ts';
import { type Followed, follow } from './events/follow.ts';
import { type Change, dynamoShardReader } from './events/shard-reader.ts';
import { outputOf } from './target.ts';

const PAUSE_MS = 1000;

const Asked = z.object({ tenant: TenantId, since: z.enum(['now', 'start']) });
type Asked = z.output<typeof Asked>;

/** A stream's partition key begins with its tenant; nothing else of the image is looked at for another tenant. */
const isOf = ({ image }: Change, tenant: string): boolean =>
  image['pk']?.S?.startsWith(`${tenant}#`) ?? false;

const lineOf = ({ time, category, id, first_version, version, actor, events }: BusEntry): string => {
  const versions = first_version === version ? `v${version}` : `v${first_version}-${version}`;
  const types = events.map(({ type }) => type).join(', ');
  return `${time}  ${category} ${id}  ${versions}  ${types}  by ${actor.role} ${actor.user_id}`;
};

const show = (screen: Screen, change: Change): void => {
  try {
    const entry = busEntryOf(readItem(unmarshall(change.image)));
    screen.result(entry, lineOf(entry));
  } catch (error) {
    if (!(error instanceof CorruptCommit)) throw error;
    screen.progress(error.message);
  }
};

const handle = (screen: Screen, tenant: string, followed: Followed): void => {
  if (followed === 'gap')
    screen.progress('some events are missing here: the stream keeps them for 24 hours only');
  else if (followed.kind === 'INSERT' && isOf(followed, tenant)) show(screen, followed);
};

const tail = async ({ tenant, since }: Asked, { io, screen, target }: Session): Promise<void> => {
  const opened = await target();
  const signal = io.interrupted();
  const client = new DynamoDBStreamsClient(opened.client);
  const reader = dynamoShardReader(client, outputOf(opened, 'EventsStreamArn'), signal);
  const pause = () => sleep(PAUSE_MS, undefined, { signal });
  screen.progress(`following the events of ${tenant} since ${since}; Ctrl-C ends it`);
  try {
    const begin = since === 'start' ? since : io.now();
    for await (const followed of follow({ reader, since: begin, pause })) handle(screen, tenant, followed);
  } catch (error) {
    if (!signal.aborted) throw error;
    screen.progress('ended');
  }
};

const EXAMPLES = `
Shows of each commit its time, stream, versions, event types and actor, and never its data. Beside the publisher one
more reader is what a stream bears well: run one tail at a time.

Examples:
  npm run ems -- events tail --tenant candlewood-ems
  npm run ems -- events tail --tenant candlewood-ems --since start --json | jq .events`;

/** The noun `events`: what happens in an agency, as it happens. */
export const events = (program: Command, io: Io): void => {
  const noun = program
    .command('events')
    .description('what happens in an agency')
    .addHelpText('after', EXAMPLES);
  withCommonOptions(noun.command('tail'))
    .description("follow an agency's events live, by the stream of the events table")
    .requiredOption('--tenant <id>', 'the agency')
    .addOption(
      new Option('--since <when>', 'from now on, or from the oldest the stream has (24 hours)')
        .choices(['now', 'start'])
        .default('now'),
    )
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Asked, tail));
};
