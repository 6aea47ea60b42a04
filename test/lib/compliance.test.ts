import { CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks, HIPAASecurityChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { stageOf } from './stage.ts';

// A busy machine may take long over some hundred rules on some hundred resources.
vi.setConfig({ testTimeout: 120_000 });

/** Everything the packs object to, as `<path of the resource> <rule>`. */
function findingsIn(app: IConstruct): string[] {
  const packs = [new AwsSolutionsChecks(), new HIPAASecurityChecks()];
  const violations = packs.flatMap((pack) => pack.validateScope(app).violations);
  return violations
    .flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${constructPath} ${ruleName}`),
    )
    .toSorted();
}

const Reasons = z.record(z.string(), z.string());

/** Everything that is acknowledged, with where it stands and its reason. */
function acknowledgedIn(app: IConstruct) {
  return app.node.findAll().flatMap((construct) =>
    construct.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(Reasons.parse(data)))
      .map(([id, reason]) => ({ construct, rule: id.replace(/^annotation::/i, ''), reason })),
  );
}

describe('the AwsSolutions and HIPAA.Security packs, over all stacks', () => {
  const { app, stacks } = stageOf();
  const acknowledged = acknowledgedIn(app);

  afterEach(() => vi.restoreAllMocks());

  test('find nothing that is not acknowledged', () => {
    expect(findingsIn(app)).toStrictEqual([]);
  });

  test('find exactly what is acknowledged when nothing is', () => {
    vi.spyOn(Validations.prototype, 'acknowledge').mockReturnValue();
    const findings = findingsIn(stageOf().app);
    expect(
      acknowledged.map(({ construct, rule }) => `${construct.node.path} ${rule}`).toSorted(),
    ).toStrictEqual(findings);
  });

  test('are answered in every stack where they find something, guardrails too', () => {
    const covered = new Set(acknowledged.map(({ construct }) => Stack.of(construct).stackName));
    expect([...covered].toSorted()).toStrictEqual(
      [stacks.data, stacks.core, stacks.api, stacks.guardrails].map(({ stackName }) => stackName).toSorted(),
    );
  });

  test('are answered on single resources, each time with a reason', () => {
    for (const { construct, rule, reason } of acknowledged) {
      expect({ rule, isResource: CfnResource.isCfnResource(construct) }).toStrictEqual({
        rule,
        isResource: true,
      });
      expect(reason).toMatch(/^\S.{30,}[^.]\.$/);
    }
  });

  test('find a violation where it is planted', () => {
    new Queue(stacks.core, 'Planted');
    expect(findingsIn(app)).toStrictEqual([
      'fusionems-dev-core/Planted/Resource AwsSolutions-SQS3',
      'fusionems-dev-core/Planted/Resource AwsSolutions-SQS4',
    ]);
  });
});
