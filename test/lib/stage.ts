import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { addStacks, type Stacks } from '../../lib/app.ts';
import { FUNCTION_ENTRIES } from '../../lib/functions.ts';

/** The repository's root. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** The stacks that are deployed everywhere, and the one that needs an AWS account. */
export const PARTS = ['data', 'core', 'api', 'operations', 'guardrails'] as const;
export type Part = (typeof PARTS)[number];

const Properties = z.record(z.string(), z.json());
const Template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: Properties.default({}) })),
  Outputs: z.record(z.string(), z.unknown()).default({}),
});
const CdkJson = z.object({ app: z.string(), context: Properties });

/** One resource of a template. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: z.infer<typeof Properties>;
}

/** What `cdk` reads: the feature flags that a deploy runs with. */
export const cdkJson = CdkJson.parse(JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')));

/** Of a bundle the templates need its folder only; what is in it is tested in bundle.test.ts. */
function emptyBundles(): string {
  const bundles = mkdtempSync(join(tmpdir(), 'fusionems-bundles-'));
  for (const entry of FUNCTION_ENTRIES) {
    mkdirSync(join(bundles, entry), { recursive: true });
    writeFileSync(join(bundles, entry, 'index.mjs'), 'export const handler = async () => {};\n');
  }
  return bundles;
}

/** A stage's stacks as bin/app.ts makes them, before synthesis. */
export function stageOf(context: Record<string, unknown> = {}): { app: App; stacks: Stacks } {
  const app = new App({ context: { ...cdkJson.context, alarmEmail: 'operators@example.org', ...context } });
  return { app, stacks: addStacks(app, emptyBundles()) };
}

/** A synthesized stage, to be asked for the resources of its templates. */
export class Synthesized {
  readonly app: App;
  readonly #templates: ReadonlyMap<Part, z.infer<typeof Template>>;

  constructor(context: Record<string, unknown> = {}) {
    // CDK's own validation takes most of a synthesis; one test of app.test.ts runs it.
    process.env['CDK_VALIDATION'] ??= 'false';
    const { app, stacks } = stageOf(context);
    this.app = app;
    const assembly = app.synth();
    this.#templates = new Map(
      PARTS.map((part) => [part, Template.parse(assembly.getStackByName(stacks[part].stackName).template)]),
    );
  }

  /** All resources of a stack, or those of one type. */
  resources(part: Part, type?: string): Resource[] {
    const found = Object.entries(this.#template(part).Resources);
    return found
      .map(([id, { Type, Properties: properties }]) => ({ id, type: Type, properties }))
      .filter((resource) => type === undefined || resource.type === type);
  }

  /** Resources of one type in all stacks. */
  everywhere(type: string): Resource[] {
    return PARTS.flatMap((part) => this.resources(part, type));
  }

  /** Names of a stack's outputs, without those that other stacks import. */
  outputs(part: Part): string[] {
    return Object.keys(this.#template(part).Outputs).filter((name) => !name.startsWith('ExportsOutput'));
  }

  #template(part: Part): z.infer<typeof Template> {
    return Template.parse(this.#templates.get(part));
  }
}
