import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { type KeyedService, removalPolicy } from '../service.ts';

/** The one way this product keeps logs: encrypted with its own key, and for a year. */
export class EncryptedLogs extends LogGroup {
  /** @param name the log group's name; one that the policy of the service's key admits */
  constructor(scope: Construct, id: string, { service, name }: { service: KeyedService; name: string }) {
    super(scope, id, {
      logGroupName: name,
      encryptionKey: service.key,
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: removalPolicy(service),
    });
  }
}
