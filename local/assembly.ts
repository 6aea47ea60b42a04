import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      displayName: z.string().optional(),
      properties: z
        .object({ templateFile: z.string().optional(), stackName: z.string().optional() })
        .optional(),
    }),
  ),
});

const templateSchema = z.object({
  Resources: z
    .record(
      z.string(),
      z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
    )
    .default({}),
});

/** The resources of one CloudFormation template by their logical id, properties as written there. */
type Template = z.infer<typeof templateSchema>;

/** One stack of a synthesized app: `id` is how cdk calls it, `name` how CloudFormation does. */
export type Stack = { readonly id: string; readonly name: string; readonly template: Template };

const readJson = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));

/**
 * Reads the stacks of a cloud assembly (the folder that a CDK app writes: manifest.json and one template a stack).
 * @throws Error when the folder holds no assembly: it is made by synthesize() and by nothing else
 */
export async function readStacks(folder: string): Promise<readonly Stack[]> {
  const { artifacts } = manifestSchema.parse(await readJson(join(folder, 'manifest.json')));
  const stacks = Object.entries(artifacts).map(async ([key, { type, displayName, properties }]) => {
    if (type !== 'aws:cloudformation:stack' || properties?.templateFile === undefined) return [];
    const template = templateSchema.parse(await readJson(join(folder, properties.templateFile)));
    return [{ id: displayName ?? key, name: properties.stackName ?? key, template }];
  });
  return (await Promise.all(stacks)).flat();
}
