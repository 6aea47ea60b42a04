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
import { toldText } from './demo/told-text.ts';
import { outputOf, type Target } from './target.ts';

const Asked = z.object({
  apiUrl: z.url('a URL').optional(),
  stateUrl: z.url('a URL').optional(),
  yesOnAws: z.boolean().default(false),
});
type Asked = z.output<typeof Asked>;

const guardAws = ({ name }: Target, { yesOnAws }: Asked): void => {
  if (name === 'local' || yesOnAws) return;
  throw new OperatorFault({
    problem: `The target is AWS: the demonstration would make users and charts of the agency ${AGENCY} there.`,
    advice: 'Run it against the local deployment ("npm start"), or say --yes-on-aws if that is meant.',
    exitCode: 2,
  });
};

const shownDay = ({ apiUrl, sessions, lockedChart, openChart, exported }: DemoDay) => ({
  kind: 'day',
  api_url: apiUrl,
  locked_chart: lockedChart,
  open_chart: openChart,
  export: exported,
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
  const tell = (told: Told) => screen.step({ ...told }, toldText(told));
  const day = await playOrExplain({ apiUrl, tenantId: AGENCY, people, stateUrl: asked.stateUrl, tell });
  screen.result(shownDay(day), summaryText(day));
};

const EXAMPLES = `
Makes the users of the invented agency ${AGENCY} (again: gives them new passwords), and then talks to the public API
alone, as every client does: the agency says who it is, two calls are documented, what must be refused is tried, pushes
come over a WebSocket, and what a report lacks is told while it is written. At the end a locked chart is exported as a
NEMSIS file, and submitted where the agency has an account at a state, such as the invented one of "npm start".
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
    .option('--state-url <url>', "a state's web service to submit to, which knows the invented agency")
    .option('--yes-on-aws', 'play it on AWS too, where it makes users and charts')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Asked, play));
};
