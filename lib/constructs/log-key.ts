import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { nameIn, removalPolicy, type Service } from '../service.ts';

/**
 * Signs the checkpoints of the tenants' logs (Ed25519). Its private half never leaves KMS, and it is never exchanged:
 * who checks evidence knows the log by its public half.
 */
export class LogKey extends Key {
  /** What stands before the tenant in the name that it signs under. */
  readonly logName: string;

  constructor(scope: Construct, service: Service) {
    super(scope, 'LogSigner', {
      alias: nameIn(service, 'log'),
      description: `Signs the logs of ${nameIn(service)}`,
      keySpec: KeySpec.ECC_NIST_EDWARDS25519,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: removalPolicy(service),
    });
    this.logName = service.config.logName ?? nameIn(service);
  }
}
