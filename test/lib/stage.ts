import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { addStacks, type Stacks } from '../../lib/app.ts';
import { FUNCTION_ENTRIES } from '../../lib/functions.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** What the templates need of a bundle is a folder; what is in it is tested in bundle.test.ts. */
function emptyBundles(): string {
  const bundles = mkdtempSync(join(tmpdir(), 'fusionems-bundles-'));
  for (const entry of FUNCTION_ENTRIES) {
    mkdirSync(join(bundles, entry), { recursive: true });
    writeFileSync(join(bundles, entry, 'index.mjs'), 'export const handler = async () => {};\n');
  }
  return bundles;
}

/** The context that `cdk` would give the app, and so the feature flags that a deploy runs with. */
const cdkJson = z
  .object({ app: z.string(), context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')));

/**
 * Builds the stacks of one stage as bin/app.ts does.
 *
 * @param context beside that of cdk.json
 */
export function stageOf(context: Record<string, unknown> = {}): { app: App; stacks: Stacks } {
  const app = new App({ context: { ...cdkJson.context, alarmEmail: 'operators@example.org', ...context } });
  return { app, stacks: addStacks(app, emptyBundles()) };
}
