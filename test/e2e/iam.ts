import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { CREDENTIALS } from '../../local/environment.ts';
import type { Deployment } from '../engine-setup.ts';

const Document = z.looseObject({
  Statement: z.array(z.looseObject({ Action: z.union([z.string(), z.array(z.string())]) })),
});

const without = (document: z.infer<typeof Document>, action: string) => ({
  ...document,
  Statement: document.Statement.map((statement) => ({
    ...statement,
    Action: [statement.Action].flat().filter((each) => each !== action),
  })).filter(({ Action }) => Action.length > 0),
});

const roleOf = async ({ endpoint, region }: Deployment, functionName: string): Promise<string> => {
  const lambda = new LambdaClient({ endpoint, region, credentials: CREDENTIALS });
  const { Role } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: functionName }));
  return String(Role?.split('/').at(-1));
};

const documentOf = async (iam: IAMClient, PolicyArn: string) => {
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const VersionId = String(Policy?.DefaultVersionId);
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
  const text = String(PolicyVersion?.Document);
  return Document.parse(JSON.parse(text.startsWith('%') ? decodeURIComponent(text) : text));
};

/** Takes one action away from a function's role while `meanwhile` runs, and gives it back after. */
export const withoutGrant = async <T>(
  deployment: Deployment,
  grant: { functionName: string; action: string },
  meanwhile: () => Promise<T>,
): Promise<T> => {
  const { endpoint, region } = deployment;
  const iam = new IAMClient({ endpoint, region, credentials: CREDENTIALS });
  const RoleName = await roleOf(deployment, grant.functionName);
  const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  const PolicyArn = String(AttachedPolicies[0]?.PolicyArn);
  const less = without(await documentOf(iam, PolicyArn), grant.action);
  const PolicyName = `without-${grant.action.replace(':', '-')}-${Date.now()}`;
  const PolicyDocument = JSON.stringify(less);
  const made = await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
  const Less = String(made.Policy?.Arn);
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: Less }));
  await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
  try {
    return await meanwhile();
  } finally {
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: Less }));
  }
};
