import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { nameIn, removalPolicy, type Service } from '../service.ts';

/**
 * The key above all tenants' keys, apart from the data's own: to read tables and backups is not to read patients. The
 * key's use by each function is granted to its role alone.
 */
export class MasterKey extends Key {
  constructor(scope: Construct, service: Service) {
    super(scope, 'Master', {
      alias: nameIn(service, 'master'),
      description: `Wraps the keys of tenants of ${nameIn(service)}`,
      enableKeyRotation: true,
      removalPolicy: removalPolicy(service),
    });
  }
}
