import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Command } from 'commander';
import * as z from 'zod';
import { eventBridgeBus } from '../../functions/events/bus.ts';
import { tellBus } from '../../functions/events/tell-bus.ts';
import { TenantId } from '../../schemas/identity.ts';
import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { dynamoKeyScan } from '../../store/dynamo-key-scan.ts';
import { dynamoFeedTable } from '../../store/feed/dynamo-feed-table.ts';
import { history } from '../../store/feed/history.ts';
import { type SweepParts, type Swept, sweep } from '../../store/feed/sweep.ts';
import { OperatorFault } from './cli/fault.ts';
import type { Io } from './cli/io.ts';
import { type Session, verb, withCommonOptions } from './cli/verb.ts';
import { outputOf, type Target } from './target.ts';

const Asked = z.object({
  segments: z.coerce.number().int().min(1).max(64),
  tenant: TenantId.optional(),
});
type Asked = z.output<typeof Asked>;

const partsOn = (target: Target): Omit<SweepParts, 'broken'> => {
  const dynamo = new DynamoDBClient(target.client);
  const events = outputOf(target, 'EventsTable');
  const bus = eventBridgeBus(new EventBridgeClient(target.client), outputOf(target, 'BusName'));
  return {
    keys: dynamoKeyScan(dynamo, events),
    table: dynamoFeedTable(dynamo, outputOf(target, 'FeedTable')),
    history: history(dynamoCommitTable(dynamo, events)),
    tell: tellBus(bus),
  };
};

const textOf = ({ commits, streams, behind, told }: Swept): string =>
  `${commits} commits of ${streams} streams, ${behind} streams behind, ${told} commits told to the bus`;

const sweepFeed = async ({ segments, tenant }: Asked, { screen, target }: Session): Promise<void> => {
  const broken: string[] = [];
  const parts: SweepParts = {
    ...partsOn(await target()),
    ...(tenant !== undefined && { tenantId: tenant }),
    broken: ({ message }) => broken.push(message),
  };
  const swept = await sweep(parts, segments, (sofar) => screen.progress(textOf(sofar)));
  screen.result({ ...swept, broken }, textOf(swept));
  if (broken.length === 0) return;
  throw new OperatorFault({
    problem: `${broken.length} streams could not be read: ${broken.join(' ')}`,
    advice:
      'All other streams were swept. Restore these commits from the archive or a backup, and sweep again.',
  });
};

const EXAMPLES = `
Reads every item of the events table (keys and versions are all that is sent over), so it costs what a scan of it does.
Safe at any time and as often as wanted: what the feed has already is dropped.

Examples:
  npm run ems -- feed sweep
  npm run ems -- feed sweep --tenant candlewood-ems --segments 16 --target aws --stage prod`;

/** The noun `feed`: each agency's commits in one order. */
export const feed = (program: Command, io: Io): void => {
  const noun = program
    .command('feed')
    .description("the agencies' feeds: every commit in one order")
    .addHelpText('after', EXAMPLES);
  withCommonOptions(noun.command('sweep'))
    .description('compare the store with the feed and publish what never reached it, as after an outage')
    .option('--segments <count>', 'parts of the store that are gone through at once', '4')
    .option('--tenant <id>', 'this agency alone')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Asked, sweepFeed));
};
