import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { nameIn, removalPolicy, type Service } from '../service.ts';

/** The key of what watches over the stage, apart from the data's own: whoever reads data must not be able to unsay it. */
export class AuditKey extends Key {
  constructor(scope: Construct, { service, trailArn }: { service: Service; trailArn: string }) {
    super(scope, 'Key', {
      alias: nameIn(service, 'audit'),
      description: `Audit trail, firewall logs and backups of ${nameIn(service)}`,
      enableKeyRotation: true,
      removalPolicy: removalPolicy(service),
    });
    const logGroups = `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:*${nameIn(service)}-*`;
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AuditLogGroups',
        principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
        resources: ['*'],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups } },
      }),
    );
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Trail',
        principals: [new ServicePrincipal('cloudtrail.amazonaws.com')],
        actions: ['kms:GenerateDataKey*', 'kms:DescribeKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceArn': trailArn } },
      }),
    );
  }
}
