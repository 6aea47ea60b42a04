import { App } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { objectsUse, tableUse } from '../../../lib/constructs/resource-use.ts';
import { FUNCTION_ENTRIES } from '../../../lib/functions.ts';
import { PARTS, type Part, type Resource, Synthesized, stageOf } from '../stage.ts';
import { GRANTS } from './grants.ts';

const stage = new Synthesized();

const Attribute = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });
const Reference = z.object({ Ref: z.string() });
const FunctionShape = z.object({
  Architectures: z.tuple([z.literal('arm64')]),
  Runtime: z.literal('nodejs24.x'),
  Handler: z.literal('index.handler'),
  TracingConfig: z.object({ Mode: z.literal('Active') }),
  LoggingConfig: z.object({ LogGroup: Reference }),
  Description: z.string(),
  Role: Attribute,
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});
const Statement = z.object({
  Effect: z.literal('Allow'),
  Action: z.union([z.string(), z.array(z.string())]).transform((action) => [action].flat()),
  Resource: z.unknown(),
  Condition: z.unknown().optional(),
});

/** Each function, with the stack it is in. */
const functions = PARTS.flatMap((part) =>
  stage
    .resources(part, 'AWS::Lambda::Function')
    .map(({ properties }) => ({ part, ...FunctionShape.parse(properties) })),
);

const byId = (part: Part, id: string): Resource => {
  const found = stage.resources(part).find((resource) => resource.id === id);
  if (found === undefined) {
    throw new Error(`no resource ${id} in ${part}`);
  }
  return found;
};

/** What the function's role may do; its one customer managed policy says it all. */
function statementsOf({ part, Role }: (typeof functions)[number]) {
  const role = byId(part, Role['Fn::GetAtt'][0]);
  const policies = z.array(Reference).parse(role.properties['ManagedPolicyArns']);
  expect(role.properties['Policies']).toBeUndefined();
  const documents = policies.map(({ Ref }) => byId(part, Ref).properties['PolicyDocument']);
  return documents.flatMap(
    (document) => z.object({ Statement: z.array(Statement) }).parse(document).Statement,
  );
}

const entryOf = (entry: string) => {
  const found = functions.find(({ Description }) => Description === entry);
  if (found === undefined) {
    throw new Error(`no function of ${entry}`);
  }
  return found;
};

const HOUSE_ACTIONS = [
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];
const HOUSE_ENVIRONMENT = [
  'NODE_OPTIONS',
  'POWERTOOLS_LOG_LEVEL',
  'POWERTOOLS_METRICS_NAMESPACE',
  'POWERTOOLS_SERVICE_NAME',
  'POWERTOOLS_TRACER_CAPTURE_ERROR',
  'POWERTOOLS_TRACER_CAPTURE_RESPONSE',
];

describe('every function', () => {
  test('is deployed once, and is arm64 on Node 24 with tracing and a log group of its own', () => {
    expect(functions.map(({ Description }) => Description).toSorted()).toStrictEqual(
      FUNCTION_ENTRIES.toSorted(),
    );
  });

  test('keeps encrypted logs for a year', () => {
    const groups = functions.map(
      ({ part, LoggingConfig }) => byId(part, LoggingConfig.LogGroup.Ref).properties,
    );
    expect(groups.map((group) => group['RetentionInDays'])).toStrictEqual(functions.map(() => 365));
    expect(groups.every((group) => group['KmsKeyId'] !== undefined)).toBe(true);
  });

  test('never puts an answer or an error, which may hold patient data, into a trace', () => {
    for (const { Environment } of functions) {
      expect(Environment.Variables).toMatchObject({
        POWERTOOLS_TRACER_CAPTURE_RESPONSE: 'false',
        POWERTOOLS_TRACER_CAPTURE_ERROR: 'false',
      });
    }
  });
});

describe.each(FUNCTION_ENTRIES)('%s', (entry) => {
  const found = entryOf(entry);
  const statements = statementsOf(found);

  test('may do what it needs and nothing else', () => {
    const actions = [...new Set(statements.flatMap(({ Action }) => Action))];
    expect(actions.toSorted()).toStrictEqual([...HOUSE_ACTIONS, ...GRANTS[entry].actions].toSorted());
  });

  test('is told what it needs and nothing else', () => {
    const names = Object.keys(found.Environment.Variables);
    expect(names.toSorted()).toStrictEqual([...HOUSE_ENVIRONMENT, ...GRANTS[entry].env].toSorted());
  });

  test('may do only traces on everything', () => {
    const onAll = statements
      .filter(({ Resource: resource }) => resource === '*')
      .flatMap(({ Action }) => Action);
    expect(onAll.toSorted()).toStrictEqual(['xray:PutTelemetryRecords', 'xray:PutTraceSegments']);
  });

  test('uses a key through the service whose data it opens only, but the master key of tenants and the one that signs logs themselves', () => {
    const opening = statements.filter(({ Action }) => Action.some((action) => action.startsWith('kms:')));
    const itself = opening.filter(({ Resource: resource }) =>
      /Master|LogSigner/.test(JSON.stringify(resource)),
    );
    const direct = GRANTS[entry].env.filter((name) => name === 'MASTER_KEY' || name === 'LOG_KEY');
    expect(itself).toHaveLength(direct.length);
    for (const { Condition } of opening.filter((each) => !itself.includes(each))) {
      expect(Condition).toStrictEqual({ StringEquals: { 'kms:ViaService': expect.anything() } });
    }
  });
});

describe('uses', () => {
  const { stacks } = stageOf();
  const { data, core } = stacks;

  test('grants a pattern of resources only with a reason', () => {
    expect(() =>
      core.charts.function.uses(objectsUse(data.attachments, ['kms:GenerateDataKey']), {
        actions: ['s3:PutObject'],
      }),
    ).toThrow(
      'fusionems-dev-core/Charts/Consumer/Policy is to permit s3:PutObject on a pattern: say why in `wildcard`.',
    );
  });

  test('names the resource in the environment where asked to', () => {
    core.charts.function.uses(tableUse(data.ephemeral), {
      env: 'SPARE_TABLE',
      actions: ['dynamodb:GetItem'],
    });
    expect(App.isApp(core.node.root)).toBe(true);
    const assembly = core.node.root;
    expect(
      App.isApp(assembly) && JSON.stringify(assembly.synth().getStackByName(core.stackName).template),
    ).toContain('"SPARE_TABLE"');
  });
});
