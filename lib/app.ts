import type { App } from 'aws-cdk-lib';
import { stageConfig } from './config.ts';
import { ApiStack } from './stacks/api.ts';
import { CoreStack } from './stacks/core.ts';
import { DataStack } from './stacks/data.ts';
import { GuardrailsStack } from './stacks/guardrails.ts';
import { OperationsStack } from './stacks/operations.ts';

/** The stacks of one stage. The first four run anywhere; `guardrails` needs an AWS account. */
export interface Stacks {
  readonly data: DataStack;
  readonly core: CoreStack;
  readonly api: ApiStack;
  readonly operations: OperationsStack;
  readonly guardrails: GuardrailsStack;
}

/**
 * Puts a stage's stacks into an app, the same for every target.
 *
 * @param app whose context describes the stage, see `stageConfig`
 * @param bundles the folder of the bundled functions, see `bundleFunctions`
 */
export function addStacks(app: App, bundles: string): Stacks {
  const data = new DataStack(app, { config: stageConfig(app.node), bundles });
  const core = new CoreStack(app, data);
  const api = new ApiStack(app, { data, core });
  const operations = new OperationsStack(app, { data, core, api });
  const guardrails = new GuardrailsStack(app, { data, core, operations });
  return { data, core, api, operations, guardrails };
}
