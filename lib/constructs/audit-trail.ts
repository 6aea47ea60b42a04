import { Duration, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { type KeyedService, nameIn, type Service } from '../service.ts';
import { acknowledge } from './acknowledge.ts';
import { EncryptedLogs } from './encrypted-logs.ts';
import { houseBucket } from './house-bucket.ts';

/** HIPAA keeps records of who did what for six years (45 CFR 164.316(b)(2)(i)). */
const SIX_YEARS = Duration.days(2192);

interface AuditTrailProps {
  /** The service, with the audit key. */
  readonly service: KeyedService;
  /** ARNs of the tables and of the buckets that hold patient data. */
  readonly tables: readonly string[];
  readonly buckets: readonly string[];
}

/** The trail's ARN, known before the trail is: its key and its bucket admit it alone. */
export const trailArn = (scope: Construct, service: Service): string =>
  Stack.of(scope).formatArn({ service: 'cloudtrail', resource: 'trail', resourceName: nameIn(service) });

/** Who read or wrote patient data, item by item, kept where it cannot be changed. Management events are for the account's own trail. */
export class AuditTrail extends Construct {
  constructor(scope: Construct, id: string, { service, tables, buckets }: AuditTrailProps) {
    super(scope, id);
    const records = this.#records(service);
    const logs = new EncryptedLogs(this, 'Logs', {
      service,
      name: `/aws/vendedlogs/${nameIn(service, 'trail')}`,
    });
    const trail = new CfnTrail(this, 'Trail', {
      trailName: nameIn(service),
      isLogging: true,
      isMultiRegionTrail: false,
      includeGlobalServiceEvents: false,
      enableLogFileValidation: true,
      s3BucketName: records.bucketName,
      kmsKeyId: service.key.keyArn,
      cloudWatchLogsLogGroupArn: logs.logGroupArn,
      cloudWatchLogsRoleArn: this.#writerOf(logs).roleArn,
      advancedEventSelectors: [
        dataEvents('AWS::DynamoDB::Table', { equalTo: [...tables] }),
        dataEvents('AWS::S3::Object', { startsWith: buckets.map((bucket) => `${bucket}/`) }),
      ],
    });
    if (records.policy !== undefined) {
      trail.node.addDependency(records.policy);
    }
  }

  #records(service: KeyedService): Bucket {
    const records = new Bucket(this, 'Records', {
      ...houseBucket(service),
      objectLockDefaultRetention: ObjectLockRetention.governance(SIX_YEARS),
    });
    admitTrail(records, trailArn(this, service));
    acknowledge(records, {
      'AwsSolutions-S1': "Holds the record of access itself; its own use is in the account's trail.",
      'HIPAA.Security-S3BucketLoggingEnabled':
        "Holds the record of access itself; its own use is in the account's trail.",
      'HIPAA.Security-S3BucketReplicationEnabled':
        'Locked and versioned for six years; a replica in a second region is a decision of the agency.',
    });
    return records;
  }

  #writerOf(logs: EncryptedLogs): Role {
    const policy = new ManagedPolicy(this, 'WritePolicy', {
      description: 'Lets the audit trail write its log streams',
      statements: [
        new PolicyStatement({
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [logs.logGroupArn],
        }),
      ],
    });
    return new Role(this, 'Writer', {
      assumedBy: new ServicePrincipal('cloudtrail.amazonaws.com'),
      managedPolicies: [policy],
    });
  }
}

function admitTrail(records: Bucket, arn: string): void {
  const trail = { principals: [new ServicePrincipal('cloudtrail.amazonaws.com')] };
  const isTrail = { StringEquals: { 'aws:SourceArn': arn } };
  records.addToResourcePolicy(
    new PolicyStatement({
      ...trail,
      actions: ['s3:GetBucketAcl'],
      resources: [records.bucketArn],
      conditions: isTrail,
    }),
  );
  records.addToResourcePolicy(
    new PolicyStatement({
      ...trail,
      actions: ['s3:PutObject'],
      resources: [records.arnForObjects(`AWSLogs/${Stack.of(records).account}/*`)],
      conditions: { StringEquals: { ...isTrail.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    }),
  );
}

const dataEvents = (type: string, arns: { equalTo?: string[]; startsWith?: string[] }) => ({
  name: type,
  fieldSelectors: [
    { field: 'eventCategory', equalTo: ['Data'] },
    { field: 'resources.type', equalTo: [type] },
    { field: 'resources.ARN', ...arns },
  ],
});
