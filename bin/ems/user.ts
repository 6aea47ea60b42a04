import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { type Command, Option } from 'commander';
import * as z from 'zod';
import { createUser } from '../../adapters/cognito/create-user.ts';
import { Role, TenantId } from '../../schemas/identity.ts';
import { OperatorFault } from './cli/fault.ts';
import type { Io } from './cli/io.ts';
import { type Session, verb, withCommonOptions } from './cli/verb.ts';
import { outputOf } from './target.ts';
import { newPassword } from './user/new-password.ts';

const Asked = z.object({
  email: z.email('an e-mail address').toLowerCase(),
  tenant: TenantId,
  role: Role,
  passwordStdin: z.boolean().default(false),
});
type Asked = z.output<typeof Asked>;

const REFUSALS = {
  taken: {
    problem: 'There is a user with this e-mail address already; nothing was changed.',
    advice: 'Choose another address; a user belongs to one agency and keeps it.',
  },
  weak_password: {
    problem: 'The password is not as the user pool demands; no user was made.',
    advice:
      'Give at least 12 characters with upper and lower case, a digit and a symbol, or leave it to this command.',
  },
};

const givenPassword = async (io: Io): Promise<string> => {
  const password = (await io.input()).replace(/\r?\n$/, '');
  if (password !== '') return password;
  throw new OperatorFault({
    problem: 'There is no password on standard input.',
    advice: 'Pipe it in, as: read -rs P; echo "$P" | npm run -s ems -- user create … --password-stdin',
    exitCode: 2,
  });
};

const create = async (asked: Asked, { io, screen, target }: Session): Promise<void> => {
  const { email, tenant, role } = asked;
  const password = asked.passwordStdin ? await givenPassword(io) : newPassword();
  const opened = await target();
  const client = new CognitoIdentityProviderClient(opened.client);
  const user = { email, password, tenant_id: tenant, role };
  const made = await createUser(client, outputOf(opened, 'UserPoolId'), user);
  if (made.kind !== 'created') throw new OperatorFault(REFUSALS[made.kind]);
  const shown = asked.passwordStdin ? {} : { password };
  const text = `${made.user_id}  ${role} of ${tenant}${asked.passwordStdin ? '' : `\npassword: ${password}`}`;
  screen.result({ user_id: made.user_id, tenant_id: tenant, role, ...shown }, text);
};

const EXAMPLES = `
The password is made here and shown once, unless it is given on standard input; never put one on a command line.

Examples:
  npm run ems -- user create --tenant candlewood-ems --role ems --email j.rivera@candlewood-ems.example
  npm run -s ems -- user create --tenant candlewood-ems --role admin --email a@candlewood-ems.example --password-stdin < file`;

/** The noun `user`: who may sign in. */
export const user = (program: Command, io: Io): void => {
  const noun = program.command('user').description('who may sign in').addHelpText('after', EXAMPLES);
  withCommonOptions(noun.command('create'))
    .description('make a user of an agency')
    .requiredOption('--tenant <id>', 'the agency; it never changes')
    .addOption(new Option('--role <role>', 'what they may do').choices(Role.options).makeOptionMandatory())
    .requiredOption('--email <address>', 'the name they sign in with')
    .option('--password-stdin', 'read the password from standard input')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Asked, create));
};
