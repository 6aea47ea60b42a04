import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Command } from 'commander';
import * as z from 'zod';
import { DemoFault } from '../../local/demo/fault.ts';
import { type DemoDay, type DemoSettings, playDemo } from '../../local/demo/play.ts';
import type { Told } from '../../local/demo/storyteller.ts';
import { summaryText } from '../../local/demo/summary.ts';
import { OperatorFault } from './cli/fault.ts';
import type { Io } from './cli/io.ts';
import { type Session, verb, withCommonOptions } from './cli/verb.ts';
import { AGENCY, provideAgency } from './demo/agency.ts';
import { outputOf, type Target } from './target.ts';

const Asked = z.object({ apiUrl: z.url('a URL').optional(), yesOnAws: z.boolean().default(false) });
type Asked = z.output<typeof Asked>;

const guardAws = ({ name }: Target, { yesOnAws }: Asked): void => {
  if (name === 'local' || yesOnAws) return;
  throw new OperatorFault({
    problem: `The target is AWS: the demonstration would make users and charts of the agency ${AGENCY} there.`,
    advice: 'Run it against the local deployment ("npm start"), or say --yes-on-aws if that is meant.',
    exitCode: 2,
  });
};

const textOf = (told: Told): string => {
  if (told.kind === 'step') return `  ${String(told.ms).padStart(5)} ms  ${told.title}`;
  const { type, status, version, events } = told.push;
  return `      push  ${[type, status].filter(Boolean).join(' ')}, version ${version}: ${events.join(', ')}`;
};

const shownDay = ({ apiUrl, sessions, lockedChart, openChart }: DemoDay) => ({
  kind: 'day',
  api_url: apiUrl,
  locked_chart: lockedChart,
  open_chart: openChart,
  access_tokens: Object.fromEntries(Object.entries(sessions).map(([person, { token }]) => [person, token])),
});

const playOrExplain = async (settings: DemoSettings): Promise<DemoDay> => {
  try {
    return await playDemo(settings);
  } catch (error) {
    if (error instanceof DemoFault) throw new OperatorFault({ problem: error.problem, advice: error.advice });
    throw error;
  }
};

const play = async (asked: Asked, { screen, target }: Session): Promise<void> => {
  const opened = await target();
  guardAws(opened, asked);
  const client = new CognitoIdentityProviderClient(opened.client);
  const people = await provideAgency(client, outputOf(opened, 'UserPoolId'));
  screen.progress(`the agency ${AGENCY} has its users: ${Object.keys(people).join(', ')}`);
  const apiUrl = asked.apiUrl ?? outputOf(opened, 'ApiUrl');
  const tell = (told: Told) => screen.step({ ...told }, textOf(told));
  const day = await playOrExplain({ apiUrl, tenantId: AGENCY, people, tell });
  screen.result(shownDay(day), summaryText(day));
};

const EXAMPLES = `
Makes the users of the invented agency ${AGENCY} (again: gives them new passwords), and then talks to the public API
alone, as every client does: two calls are documented, what must be refused is tried, pushes come over a WebSocket.
Ends with exit code 1 when any answer is not as documented.

Examples:
  npm run ems -- demo play
  npm run -s ems -- demo play --json | jq 'select(.kind == "day") | .access_tokens'`;

/** The noun `demo`: a day of an invented agency. */
export const demo = (program: Command, io: Io): void => {
  const noun = program
    .command('demo')
    .description('a day of an invented agency')
    .addHelpText('after', EXAMPLES);
  withCommonOptions(noun.command('play'))
    .description('play it against a deployed system')
    .option('--api-url <url>', "the HTTP API, where it is not the deployment's own")
    .option('--yes-on-aws', 'play it on AWS too, where it makes users and charts')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Asked, play));
};
