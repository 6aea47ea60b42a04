import { Duration } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { isGuarded, type KeyedService } from '../service.ts';
import { acknowledge } from './acknowledge.ts';
import { HouseBucket } from './house-bucket.ts';

/**
 * Nobody, not even the account's root, shortens what is kept in compliance mode: evidence that its owner could take back
 * would prove nothing to others. A throw-away stage has nobody to prove anything to, and keeps a way out.
 */
const retentionOf = (service: KeyedService): ObjectLockRetention => {
  const time = Duration.days(service.config.logRetentionDays);
  return isGuarded(service) ? ObjectLockRetention.compliance(time) : ObjectLockRetention.governance(time);
};

/** Tiles and signed checkpoints of the tenants' logs: hashes and signatures, which are only ever added to. */
export class LogBucket extends HouseBucket {
  constructor(scope: Construct, service: KeyedService) {
    super(scope, 'Log', { service, objectLockDefaultRetention: retentionOf(service) });
    this.#refuse('NothingIsDeleted', ['s3:DeleteObject', 's3:DeleteObjectVersion']);
    this.#refuse('NothingIsOverwritten', ['s3:PutObject'], {
      Null: { 's3:if-none-match': 'true' },
      Bool: { 's3:ObjectCreationOperation': 'true' },
    });
    acknowledge(this, {
      'AwsSolutions-S1':
        'Holds hashes and signatures, nothing of anybody; each write is a version that nobody can take back.',
      'HIPAA.Security-S3BucketLoggingEnabled':
        'Holds hashes and signatures, nothing of anybody; each write is a version that nobody can take back.',
      'HIPAA.Security-S3BucketReplicationEnabled':
        'Locked and versioned; made again from the feed at any time, and bundles of evidence hold copies.',
    });
  }

  /** A lock keeps versions; this keeps anyone from hiding one behind a marker or a newer one. */
  #refuse(sid: string, actions: readonly string[], conditions: Record<string, unknown> = {}): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: [...actions],
        resources: [this.arnForObjects('*')],
        conditions,
      }),
    );
  }
}
