import { Duration } from 'aws-cdk-lib';
import { type IBucket, ObjectLockRetention, StorageClass } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { isGuarded, type KeyedService } from '../service.ts';
import { acknowledge } from './acknowledge.ts';
import { HouseBucket } from './house-bucket.ts';

/** When an object is hardly read any more. Glacier Instant Retrieval is the coldest that a restoration need not wait for. */
const COLD_AFTER = Duration.days(90);

/** What a throw-away stage locks, and lets its administrators unlock. */
const A_DAY = Duration.days(1);

/** Every commit as it lies in the store, sealed, locked against everybody for years. */
export class ArchiveBucket extends HouseBucket {
  constructor(scope: Construct, service: KeyedService, accessLogs: IBucket) {
    super(scope, 'Archive', {
      service,
      objectLockDefaultRetention: isGuarded(service)
        ? ObjectLockRetention.compliance(Duration.days(service.config.archiveLockDays))
        : ObjectLockRetention.governance(A_DAY),
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'archive/',
      lifecycleRules: [
        {
          id: 'colder',
          transitions: [
            { storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: COLD_AFTER },
          ],
        },
      ],
    });
    acknowledge(this, {
      'HIPAA.Security-S3BucketReplicationEnabled':
        'Locked and versioned, and itself a copy of the store; a replica in a second region is a decision of the agency.',
    });
  }
}
