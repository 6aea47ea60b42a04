import { CloudFormationClient, paginateDescribeStacks, type Stack } from '@aws-sdk/client-cloudformation';
import { OperatorFault } from '../cli/fault.ts';

const pairsOf = ({ Outputs = [] }: Stack): [name: string, value: string][] =>
  Outputs.flatMap(({ OutputKey, OutputValue }) =>
    OutputKey && OutputValue ? [[OutputKey, OutputValue]] : [],
  );

/** The outputs of a stage's stacks on AWS, `fusionems-<stage>-*`, with the operator's own credentials and region. */
export const stageOutputs = async (stage: string): Promise<Readonly<Record<string, string>>> => {
  const stacks: Stack[] = [];
  for await (const page of paginateDescribeStacks({ client: new CloudFormationClient({}) }, {}))
    stacks.push(
      ...(page.Stacks ?? []).filter(({ StackName }) => StackName?.startsWith(`fusionems-${stage}-`)),
    );
  if (stacks.length > 0) return Object.fromEntries(stacks.flatMap(pairsOf));
  throw new OperatorFault({
    problem: `There are no stacks fusionems-${stage}-* in this account and region.`,
    advice: 'Check --stage, AWS_PROFILE and AWS_REGION, or deploy the stage with "npm run deploy".',
  });
};
