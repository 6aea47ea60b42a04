import { CfnResource, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Acknowledges findings of the compliance packs on one resource, never on a whole construct or stack, so that a
 * reason speaks of exactly the thing it stands at.
 *
 * @param construct the resource, or the construct whose own resource is meant
 * @param reasons why each rule does not apply, by the rule's id (`AwsSolutions-IAM5[Resource::*]`)
 */
export function acknowledge(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  const resource = construct.node.defaultChild ?? construct;
  if (!CfnResource.isCfnResource(resource)) {
    throw new Error(
      `${construct.node.path} is not one resource: acknowledge the findings of each of its resources.`,
    );
  }
  for (const [id, reason] of Object.entries(reasons)) {
    Validations.of(resource).acknowledge({ id, reason });
  }
}
