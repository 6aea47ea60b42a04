import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { nameIn, removalPolicy, type Service } from '../service.ts';

/** The stage's key: beneath its tables, uploads, queues, logs and alarms, and open to AWS services for these only. */
export class DataKey extends Key {
  constructor(scope: Construct, service: Service) {
    super(scope, 'Key', {
      alias: nameIn(service),
      description: `Data, queues and logs of ${nameIn(service)}`,
      enableKeyRotation: true,
      removalPolicy: removalPolicy(service),
    });
    this.#admitLogs(service);
    this.#admitSender('events', 'CommitsToQueues');
    this.#admitSender('cloudwatch', 'AlarmsToTopic');
  }

  /** For the account as a whole: the sender's own ARN in the key's policy would tie the key to it in a circle. */
  #admitSender(sender: string, sid: string): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid,
        principals: [new ServicePrincipal(`${sender}.amazonaws.com`)],
        actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }

  #admitLogs(service: Service): void {
    const group = (prefix: string): string =>
      `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:${prefix}/${nameIn(service)}-*`;
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogGroupsOfThisStage',
        principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
        resources: ['*'],
        conditions: {
          ArnLike: { 'kms:EncryptionContext:aws:logs:arn': [group('/aws/lambda'), group('/aws/vendedlogs')] },
        },
      }),
    );
  }
}
