import { Aws } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { type KeyedService, nameIn, removalPolicy } from '../service.ts';

/** What every bucket of ours that holds data is: encrypted with our key, closed to the public, versioned. */
export const houseBucket = (service: KeyedService) =>
  ({
    encryption: BucketEncryption.KMS,
    encryptionKey: service.key,
    bucketKeyEnabled: true,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    removalPolicy: removalPolicy(service),
  }) satisfies BucketProps;

interface HouseBucketProps extends BucketProps {
  readonly service: KeyedService;
}

/** A bucket that functions are granted, by a name that is known before it is made. */
export abstract class HouseBucket extends Bucket {
  /** Its deployed name, as text with the account and region left open. */
  readonly name: string;

  constructor(scope: Construct, id: string, { service, ...props }: HouseBucketProps) {
    const name = nameIn(service, id.toLowerCase(), Aws.ACCOUNT_ID, Aws.REGION);
    super(scope, id, { bucketName: name, ...houseBucket(service), ...props });
    this.name = name;
  }
}
