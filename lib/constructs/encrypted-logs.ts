import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { type KeyedService, removalPolicy } from '../service.ts';

/** The one way this product keeps logs: encrypted with its own key, and for a year. */
export class EncryptedLogs extends LogGroup {
  /** @param name the log group's name; the key's policy admits `/aws/lambda/` and `/aws/vendedlogs/` of the stage */
  constructor(scope: Construct, id: string, { service, name }: { service: KeyedService; name: string }) {
    super(scope, id, {
      logGroupName: name,
      encryptionKey: service.key,
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: removalPolicy(service),
    });
  }
}
