import { Aws } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { EncryptedLogs } from './encrypted-logs.ts';
import { findingOf } from './finding.ts';
import type { ResourceUse } from './resource-use.ts';

/** Permission to use a resource. */
export interface Permission {
  /** IAM actions on the resource. */
  readonly actions: readonly string[];
  /** Why a pattern of resources is needed; demanded where one is used. */
  readonly wildcard?: string;
}

/** All that one function may do: write its own log streams and traces, and what it is granted. */
export class ExecutionPolicy extends ManagedPolicy {
  constructor(scope: Construct, { functionName, logs }: { functionName: string; logs: EncryptedLogs }) {
    super(scope, 'Policy', { description: `What ${functionName} may do` });
    this.#allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logs.logGroupArn]);
    this.#allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], ['*']);
    acknowledge(this, {
      'AwsSolutions-IAM5[Resource::*]':
        'X-Ray has no resources to name: its two write actions are granted on all or none.',
    });
  }

  /**
   * Permits actions on a resource, and the use of its key through the resource's own service only, so that no other
   * ciphertext of the key can be opened.
   *
   * @throws when a pattern of resources is granted without a reason
   */
  permit({ arns, encryption }: ResourceUse, { actions, wildcard }: Permission): void {
    for (const pattern of arns.filter((arn) => arn.endsWith('*'))) {
      if (wildcard === undefined) {
        throw new Error(
          `${this.node.path} is to permit ${actions.join(', ')} on a pattern: say why in \`wildcard\`.`,
        );
      }
      acknowledge(this, { [findingOf(this, pattern)]: wildcard });
    }
    this.#allow(actions, arns);
    if (encryption?.key !== undefined) {
      this.#allow(encryption.actions, [encryption.key.keyArn], {
        StringEquals: { 'kms:ViaService': `${encryption.service}.${Aws.REGION}.${Aws.URL_SUFFIX}` },
      });
    }
  }

  #allow(
    actions: readonly string[],
    resources: readonly string[],
    conditions: Record<string, unknown> = {},
  ): void {
    this.addStatements(new PolicyStatement({ actions: [...actions], resources: [...resources], conditions }));
  }
}
