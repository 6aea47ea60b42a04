import { type CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { readStacks, type Stack } from './assembly.ts';
import { LocalFault } from './fault.ts';

/**
 * A deployed resource: its type and properties as the template has them, and its name on the engine. `physical` gives
 * the name behind a property that is a text or refers to another resource of the same stack.
 */
export type Resource = {
  readonly type: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly physical: (value: unknown) => string;
};

const referenceSchema = z.union([
  z.string().transform((text) => ({ text })),
  z.object({ Ref: z.string() }).transform(({ Ref }) => ({ id: Ref })),
  z
    .object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
    .transform((get) => ({ id: get['Fn::GetAtt'][0] })),
]);

async function namesOf(client: CloudFormationClient, stack: string): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for await (const page of paginateListStackResources({ client }, { StackName: stack })) {
    for (const { LogicalResourceId, PhysicalResourceId } of page.StackResourceSummaries ?? []) {
      if (LogicalResourceId && PhysicalResourceId) names.set(LogicalResourceId, PhysicalResourceId);
    }
  }
  return names;
}

async function resourcesOf(client: CloudFormationClient, stack: Stack): Promise<readonly Resource[]> {
  const names = await namesOf(client, stack.name);
  const nameOf = (id: string): string => {
    const name = names.get(id);
    if (name !== undefined) return name;
    throw new LocalFault({
      code: 'mend_failed',
      problem: `Stack ${stack.name} on the engine has no resource ${id}, which its template names.`,
      advice: 'Deploy the stack before mending it.',
    });
  };
  const physical = (value: unknown): string => {
    const reference = referenceSchema.parse(value);
    return 'text' in reference ? reference.text : nameOf(reference.id);
  };
  return Object.entries(stack.template.Resources).map(([id, { Type, Properties }]) => ({
    type: Type,
    get name() {
      return nameOf(id);
    },
    properties: Properties,
    physical,
  }));
}

/**
 * Brings templates and deployed resources together, so that a repair reads from the template what it must set.
 * @param isLeftOut tells by its name that a stack is not on the engine
 * @throws LocalFault `mend_failed` when a stack lacks a resource of its template; CloudFormation's ValidationError when
 * it lacks the stack
 */
export async function readResources(
  client: CloudFormationClient,
  assembly: string,
  isLeftOut: (stack: string) => boolean,
): Promise<readonly Resource[]> {
  const stacks = (await readStacks(assembly)).filter(({ name }) => !isLeftOut(name));
  return (await Promise.all(stacks.map((stack) => resourcesOf(client, stack)))).flat();
}
