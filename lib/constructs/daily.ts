import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { type KeyedService, nameIn } from '../service.ts';
import type { ServiceFunction } from './service-function.ts';

interface DailyProps {
  readonly service: KeyedService;
  readonly name: string;
  readonly description: string;
}

/** Starts a function once a day, by a rule that alone may start it. */
export const daily = (
  scope: Construct,
  { handler }: ServiceFunction,
  { service, name, description }: DailyProps,
): void => {
  const rule = new Rule(scope, 'Daily', {
    ruleName: nameIn(service, name),
    description,
    schedule: Schedule.rate(Duration.days(1)),
  });
  rule.addTarget({ bind: () => ({ arn: handler.functionArn, input: RuleTargetInput.fromObject({}) }) });
  handler.addPermission('Daily', {
    principal: new ServicePrincipal('events.amazonaws.com'),
    sourceArn: rule.ruleArn,
  });
};
