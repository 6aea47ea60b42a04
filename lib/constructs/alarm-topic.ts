import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { type KeyedService, nameIn } from '../service.ts';

/** Where alarms go, encrypted, and on to the operators' e-mail where there is one. */
export class AlarmTopic extends Topic {
  constructor(scope: Construct, service: KeyedService) {
    super(scope, 'Alarms', {
      topicName: nameIn(service, 'alarms'),
      masterKey: service.key,
      enforceSSL: true,
    });
    // A topic that has a policy is closed to all that the policy does not name.
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (service.config.alarmEmail !== undefined) {
      this.addSubscription(new EmailSubscription(service.config.alarmEmail));
    }
  }
}
