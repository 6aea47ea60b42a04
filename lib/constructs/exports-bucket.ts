import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { KeyedService } from '../service.ts';
import { acknowledge } from './acknowledge.ts';
import { HouseBucket } from './house-bucket.ts';

/** Files that exports came to, as a state gets them. What is of a chart goes when its patient's data is destroyed, so nothing is locked. */
export class ExportsBucket extends HouseBucket {
  constructor(scope: Construct, service: KeyedService, accessLogs: IBucket) {
    super(scope, 'Exports', {
      service,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'exports/',
    });
    acknowledge(this, {
      'HIPAA.Security-S3BucketReplicationEnabled':
        'Versioned, and copied by the backup plan of the guardrails stack; a replica in a second region is a decision of the agency.',
    });
  }
}
