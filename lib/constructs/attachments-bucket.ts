import { Duration } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { type KeyedService, removalPolicy } from '../service.ts';
import { acknowledge } from './acknowledge.ts';
import { HouseBucket } from './house-bucket.ts';

/** Pictures, signatures and documents of charts, uploaded by browsers with presigned requests. */
export class AttachmentsBucket extends HouseBucket {
  /** Where S3 writes who used it, and any other bucket with patient data in it. */
  readonly accessLogs: AccessLogsBucket;

  constructor(scope: Construct, service: KeyedService) {
    const accessLogs = new AccessLogsBucket(scope, service);
    super(scope, 'Attachments', {
      service,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'attachments/',
      cors: corsOf(service.config.allowedOrigins),
      lifecycleRules: [{ id: 'aborted-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
    this.accessLogs = accessLogs;
    acknowledge(this, {
      'HIPAA.Security-S3BucketReplicationEnabled':
        'Versioned, and copied by the backup plan of the guardrails stack; a replica in a second region is a decision of the agency.',
    });
  }
}

/** Who read and wrote which attachment; S3 writes here in one encryption only, its own. */
class AccessLogsBucket extends Bucket {
  override get isWebsite(): boolean {
    return false;
  }

  constructor(scope: Construct, service: KeyedService) {
    super(scope, 'AccessLogs', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      lifecycleRules: [
        { id: 'a-year', expiration: Duration.days(365), noncurrentVersionExpiration: Duration.days(30) },
      ],
      removalPolicy: removalPolicy(service),
    });
    acknowledge(this, {
      'HIPAA.Security-S3DefaultEncryptionKMS':
        'S3 delivers access logs only into buckets encrypted with its own keys; object names in them hold no patient data.',
      'HIPAA.Security-S3BucketReplicationEnabled':
        'Access logs expire after a year and are not the record of care.',
    });
  }
}

const corsOf = (allowedOrigins: readonly string[]) =>
  allowedOrigins.length === 0
    ? []
    : [
        {
          allowedOrigins: [...allowedOrigins],
          allowedMethods: [HttpMethods.GET, HttpMethods.PUT],
          allowedHeaders: ['*'],
          exposedHeaders: ['ETag'],
          maxAge: 3600,
        },
      ];
