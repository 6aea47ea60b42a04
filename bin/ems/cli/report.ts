import { CommanderError } from 'commander';
import * as z from 'zod';
import { OperatorFault } from './fault.ts';
import type { Io } from './io.ts';

const USAGE = 2;

/** Any error of an AWS client: a refusal of the service, missing credentials, or no connection. */
const AwsError = z.looseObject({
  name: z.string(),
  message: z.string(),
  code: z.string().optional(),
  $metadata: z.looseObject({}).optional(),
  tryNextLink: z.boolean().optional(),
});

/** An error of an AWS client as operators are told of it; undefined for any other. */
export const awsFault = (error: unknown): OperatorFault | undefined => {
  const { data } = AwsError.safeParse(error);
  if (data?.code === 'ECONNREFUSED' || data?.code === 'ENOTFOUND')
    return new OperatorFault({
      problem: `The target does not answer (${data.code}).`,
      advice: 'Check that it runs: "npm start" for the local one; for AWS the network and AWS_REGION.',
    });
  if (data?.tryNextLink !== undefined || data?.message === 'Region is missing')
    return new OperatorFault({
      problem: `There are no usable AWS credentials or no region: ${data.message}`,
      advice: 'Sign in ("aws sso login"), set AWS_PROFILE and AWS_REGION, and run the command again.',
    });
  if (data?.$metadata === undefined) return undefined;
  return new OperatorFault({
    problem: `AWS refused: ${data.name}: ${data.message}`,
    advice: "Check the credentials' rights, the stage and the region, and run the command again.",
  });
};

const print = (io: Io, fault: OperatorFault, json: boolean): number => {
  const { problem, advice, exitCode } = fault;
  io.err(json ? `${JSON.stringify({ error: { problem, advice } })}\n` : `error: ${problem}\n  ${advice}\n`);
  return exitCode;
};

/**
 * Tells the operator why a verb failed and gives the exit code: 1 when it could not be done, 2 when it was asked for
 * wrongly (commander has printed that already), 0 when only help was asked for. Anything unforeseen is a fault of this
 * command and shows its stack.
 */
export const report = (io: Io, error: unknown, json: boolean): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  const fault = error instanceof OperatorFault ? error : awsFault(error);
  if (fault) return print(io, fault, json);
  io.err(`A fault of this command itself; please report it with these lines:\n`);
  io.err(`${error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
};
