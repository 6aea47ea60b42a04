import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Argument, type Command } from 'commander';
import * as z from 'zod';
import { eventType } from '../../schemas/catalogue.ts';
import type { SealedCommit, SealedEvent } from '../../schemas/commit.ts';
import { redact } from '../../schemas/redact.ts';
import { Category, StreamName } from '../../schemas/stream.ts';
import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { readForward } from '../../store/read-stream.ts';
import { OperatorFault } from './cli/fault.ts';
import type { Io } from './cli/io.ts';
import { type Session, verb, withCommonOptions } from './cli/verb.ts';
import { outputOf } from './target.ts';

const Asked = z.object({
  category: Category,
  id: z.uuid('a stream id is a UUID'),
  tenant: StreamName.shape.tenant_id,
});
type Asked = z.output<typeof Asked>;

/** An event as it may be shown: whose data is sealed in it, and none of a type that the catalogue does not know. */
const shownEvent = (category: Category, { type, schema_version, data, phi = {} }: SealedEvent) => ({
  type,
  schema_version,
  data: redact(eventType(category, type)?.data ?? z.unknown(), data),
  sealed: Object.keys(phi),
});

/** A commit as an operator may see it: all but what is sealed, for which an operator has no key. */
export const shownCommit = ({ events, snapshot: _, ...facts }: SealedCommit) => ({
  ...facts,
  events: events.map((event) => shownEvent(facts.category, event)),
});

const textOf = (commit: ReturnType<typeof shownCommit>): string => {
  const { first_version, version, time, actor, source_ip, ...ids } = commit;
  const from = source_ip === undefined ? '' : ` from ${source_ip}`;
  const versions = first_version === version ? `v${version}` : `v${first_version}-${version}`;
  const events = commit.events.map(({ type, data, sealed }) =>
    [`  ${type} ${JSON.stringify(data)}`, ...sealed].join(' +'),
  );
  return [
    `${versions}  ${time}  by ${actor.role} ${actor.user_id}${from}`,
    `  command ${ids.command_id}  correlation ${ids.correlation_id}  causation ${ids.causation_id}`,
    ...events,
  ].join('\n');
};

const show = async ({ category, id, tenant }: Asked, { screen, target }: Session): Promise<void> => {
  const opened = await target();
  const table = dynamoCommitTable(new DynamoDBClient(opened.client), outputOf(opened, 'EventsTable'));
  const commits = await readForward(table, { tenant_id: tenant, category, id }, 0);
  if (commits.length === 0)
    throw new OperatorFault({
      problem: `The agency ${tenant} has no ${category} ${id}.`,
      advice:
        'Check agency, category and id; "ems events tail --tenant <id> --since start" shows recent ones.',
    });
  for (const commit of commits.map(shownCommit)) screen.result(commit, textOf(commit));
  screen.progress(
    `${commits.length} commits, version ${commits.at(-1)?.version}; each follows the one before it, unchanged`,
  );
};

const EXAMPLES = `
What is of a patient or of the crew is sealed; only whose it is, is shown.

Examples:
  npm run ems -- stream show chart 6f1f2a0e-6a51-4b9b-9d6b-0f6a0f0c9a11 --tenant candlewood-ems
  npm run ems -- stream show user 0b6ab0f4-8f5c-4a35-8a04-9a52b1d2a9d0 --tenant candlewood-ems --json`;

/** The noun `stream`: the history of one aggregate. */
export const stream = (program: Command, io: Io): void => {
  const noun = program
    .command('stream')
    .description('the history of one chart or user')
    .addHelpText('after', EXAMPLES);
  withCommonOptions(noun.command('show'))
    .description(
      'show the commits of a stream: versions, time, actor, ids, event types, and whose data is sealed',
    )
    .addArgument(new Argument('<category>', 'what it is a stream of').choices(Category.options))
    .argument('<id>', 'the id of the chart or user')
    .requiredOption('--tenant <id>', 'the agency')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Asked, show));
};
