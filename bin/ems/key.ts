import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import type { Command } from 'commander';
import * as z from 'zod';
import { TenantId } from '../../schemas/identity.ts';
import { expiring } from '../../store/expiring.ts';
import { dynamoKeyTable } from '../../store/keys/dynamo-key-table.ts';
import { kmsMasterKey } from '../../store/keys/kms-master-key.ts';
import { rotateTenantKey } from '../../store/keys/rotate-tenant-key.ts';
import { tenantKeys } from '../../store/keys/tenant-keys.ts';
import { OperatorFault } from './cli/fault.ts';
import type { Io } from './cli/io.ts';
import { type Session, verb, withCommonOptions } from './cli/verb.ts';
import { outputOf, type Target } from './target.ts';

const Asked = z.object({ tenant: TenantId, resume: z.boolean().default(false) });
type Asked = z.output<typeof Asked>;

/** For as long as one run may take, and for more versions than a tenant will ever have. */
const REMEMBERED = { most: 1_000, lifetime: 24 * 60 * 60_000, now: Date.now };

const partsOf = (target: Target) => {
  const table = dynamoKeyTable(new DynamoDBClient(target.client), outputOf(target, 'KeysTable'));
  const master = kmsMasterKey(new KMSClient(target.client), outputOf(target, 'MasterKey'));
  return { table, tenants: tenantKeys({ table, master, known: expiring(REMEMBERED) }) };
};

const rotate = async ({ tenant, resume }: Asked, { screen, target }: Session): Promise<void> => {
  const rotated = await rotateTenantKey(partsOf(await target()), {
    tenant_id: tenant,
    resume,
    progress: (rewrapped) => screen.progress(`${rewrapped} keys wrapped anew`),
  });
  if (rotated === 'none')
    throw new OperatorFault({
      problem: `The agency ${tenant} has no key; nothing was changed.`,
      advice: 'Check the name; an agency has a key from the first time something of a person is stored.',
    });
  screen.result(
    { tenant_id: tenant, ...rotated },
    `${tenant}: version ${rotated.version}, ${rotated.rewrapped} keys wrapped anew`,
  );
};

const EXAMPLES = `
No event is touched, and the system goes on meanwhile. Run it again with --resume when it was broken off, and once more
after ten minutes: a warm function wraps new keys with the version before for as long as it remembers it.

Examples:
  npm run ems -- key rotate --tenant candlewood-ems
  npm run ems -- key rotate --tenant candlewood-ems --resume`;

/** The noun `key`: what wraps the keys of an agency's people. */
export const key = (program: Command, io: Io): void => {
  const noun = program
    .command('key')
    .description("the keys above those of an agency's people")
    .addHelpText('after', EXAMPLES);
  withCommonOptions(noun.command('rotate'))
    .description("make a new version of an agency's key, and wrap all its people's keys with it")
    .requiredOption('--tenant <id>', 'the agency')
    .option('--resume', 'make no version; wrap with the newest what is not yet')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Asked, rotate));
};
