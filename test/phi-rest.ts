import { randomUUID } from 'node:crypto';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CREDENTIALS } from '../local/environment.ts';
import type { Deployment } from './engine-setup.ts';
import { caller } from './functions/chart-world.ts';
import type { deployedScene } from './phi-deployed.ts';

interface Rest {
  readonly scene: Awaited<ReturnType<typeof deployedScene>>;
  readonly chart: string;
  readonly marks: readonly string[];
}

const PEOPLE = ['auditor', 'admin'] as const;

/**
 * Asks every function behind the API that the scene of a chart does not reach, with marks wherever a client may put
 * words: the history, the feed, the agency, an export of the chart, and the destruction of a key that nobody has. Gives what
 * an auditor was told of the chart.
 */
export const askRest = async ({ scene, chart, marks }: Rest): Promise<string> => {
  const told = marks.slice(0, 5).join(' ');
  const word = encodeURIComponent(told);
  const [auditor, admin] = await Promise.all(PEOPLE.map((role) => scene.personOf(caller(role))));
  if (!auditor || !admin) throw new Error('The agency has lost its people.');
  const history = await auditor.ask('GET', `/v1/audit/streams/chart/${chart}`);
  const refused = [
    auditor.ask('GET', `/v1/audit/streams/chart/${word}`),
    auditor.ask('GET', `/v1/audit/streams/chart/${chart}?as_of=${word}`),
    auditor.ask('GET', `/v1/events?after=${word}`),
    admin.ask('POST', `/v1/subjects/patient/${randomUUID()}/destruction`, { reason: told }),
    admin.ask('POST', `/v1/subjects/patient/${word}/destruction`, { reason: told }),
    admin.ask('PUT', '/v1/agency/elements', { version: 0, elements: [{ group: told, element: told }] }),
    admin.ask('GET', `/v1/agency?people=${word}`),
    admin.ask('GET', `/v1/exports?chart_id=${word}`),
    admin.ask('GET', `/v1/charts/${word}/validation`),
    admin.ask('GET', `/v1/nemsis/codes/${word}`),
    admin.ask('POST', `/v1/charts/${chart}/exports`, { kind: told }),
  ];
  const statuses = (await Promise.all(refused)).map(({ status }) => status);
  if (statuses.some((status) => status < 400)) throw new Error(`Not all were refused: ${statuses.join(' ')}`);
  const key = { 'idempotency-key': randomUUID() };
  const exported = await admin.ask('POST', `/v1/charts/${chart}/exports`, { kind: 'full' }, key);
  if (exported.status !== 202) throw new Error(`The export was answered ${exported.status}.`);
  await auditor.ask('POST', '/v1/audit/checkpoint');
  await auditor.ask('GET', '/v1/audit/checkpoint');
  return JSON.stringify(history.body);
};

/** Calls a function that only a schedule or a machine calls, as they do; gives its error, if it failed. */
export const callScheduled = async ({ endpoint, region }: Deployment, name: string) => {
  const client = new LambdaClient({ endpoint, region, credentials: CREDENTIALS });
  const asked = { FunctionName: name, Payload: Buffer.from('{}') };
  return (await client.send(new InvokeCommand(asked))).FunctionError;
};
