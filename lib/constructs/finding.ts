import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** A string as CloudFormation composes it, as far as the parts of an ARN go. */
type Composed =
  | string
  | { readonly Ref: string }
  | { readonly 'Fn::Join': readonly [string, readonly Composed[]] };

/**
 * Names the finding that a pattern of resources gives in the AwsSolutions pack, which spells references as
 * `<LogicalId>`.
 *
 * @param scope a construct of the stack in which the pattern is granted
 * @param arn the pattern; its references must be to that stack's own resources
 * @returns as `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::name/*]`
 */
export function findingOf(scope: Construct, arn: string): string {
  const composed: Composed = Stack.of(scope).resolve(arn);
  return `AwsSolutions-IAM5[Resource::${flatten(composed)}]`;
}

function flatten(part: Composed): string {
  if (typeof part === 'string') {
    return part;
  }
  if ('Ref' in part) {
    return `<${part.Ref}>`;
  }
  const [separator, parts] = part['Fn::Join'];
  return parts.map(flatten).join(separator);
}
