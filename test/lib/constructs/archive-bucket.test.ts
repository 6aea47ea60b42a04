import { describe, expect, test } from 'vitest';
import { Synthesized } from '../stage.ts';

const guarded = new Synthesized();
const longer = new Synthesized({ archiveLockDays: '3650' });
const throwAway = new Synthesized({ removal: 'destroy' });

const archiveOf = (stage: Synthesized) =>
  stage.resources('data', 'AWS::S3::Bucket').find(({ id }) => id.startsWith('Archive'))?.properties;

const lockOf = (Mode: string, Days: number) => ({
  ObjectLockEnabled: true,
  ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode, Days } } },
});

describe('The bucket of the archive', () => {
  test('keeps every object for six years, from everybody, and colder after a season', () => {
    expect(archiveOf(guarded)).toMatchObject({
      ...lockOf('COMPLIANCE', 2192),
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: [{ Status: 'Enabled', Transitions: [{ StorageClass: 'GLACIER_IR', TransitionInDays: 90 }] }],
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
        ],
      },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
    });
  });

  test('keeps them as long as the stage says', () => {
    expect(archiveOf(longer)).toMatchObject(lockOf('COMPLIANCE', 3650));
  });

  test('of a throw-away stage lets its administrators delete', () => {
    expect(archiveOf(throwAway)).toMatchObject(lockOf('GOVERNANCE', 1));
  });
});
