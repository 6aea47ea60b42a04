import { Command, Option } from 'commander';
import * as z from 'zod';
import { openTarget, type Target, TargetOptions } from '../target.ts';
import { OperatorFault } from './fault.ts';
import type { Io } from './io.ts';
import { type Screen, screenOf } from './screen.ts';

/** What every verb works with. */
export interface Session {
  readonly io: Io;
  readonly screen: Screen;
  /** Where it works: opened when first needed, and named on standard error. */
  target(): Promise<Target>;
}

const Common = TargetOptions.extend({ json: z.boolean().default(false) });

/** The options that every verb has. */
export const withCommonOptions = (command: Command): Command =>
  command
    .option('--json', 'results for machines: one JSON object a line')
    .addOption(
      new Option('--target <target>', 'where to work: the local deployment, or AWS').choices([
        'local',
        'aws',
      ]),
    )
    .option('--stage <stage>', 'the stage on AWS, by the names of its stacks: fusionems-<stage>-*')
    .option('--deployment <file>', 'the file in which a local deployment says where it is');

const flag = (command: Command, name: string) =>
  command.options.find((option) => option.attributeName() === name)?.long ?? `<${name}>`;

const usageFault = (command: Command, error: z.ZodError): OperatorFault => {
  const places = error.issues.map((issue) => `${flag(command, String(issue.path[0]))}: ${issue.message}`);
  return new OperatorFault({
    problem: `What was asked for cannot be read: ${places.join('; ')}.`,
    advice: `See: ems ${command.parent?.name() ?? ''} ${command.name()} --help`,
    exitCode: 2,
  });
};

const read = <S extends z.ZodObject>(command: Command, schema: S, values: unknown): z.output<S> => {
  const parsed = schema.safeParse(values);
  if (!parsed.success) throw usageFault(command, parsed.error);
  return parsed.data;
};

/**
 * Binds a verb to its work: arguments and options, by their names, are parsed by the schema before anything is done.
 * A value that is not of its form ends with exit code 2 and says which.
 */
export const verb =
  <S extends z.ZodObject>(io: Io, schema: S, work: (asked: z.output<S>, session: Session) => Promise<void>) =>
  async (...given: unknown[]): Promise<void> => {
    const command = z.instanceof(Command).parse(given.at(-1));
    const named = command.registeredArguments.map((argument, index) => [argument.name(), given[index]]);
    const values = { ...command.opts(), ...Object.fromEntries(named) };
    const common = read(command, Common, values);
    const screen = screenOf(io, common.json);
    await work(read(command, schema, values), { io, screen, target: () => openTarget(common, screen) });
  };
