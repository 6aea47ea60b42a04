import { Duration } from 'aws-cdk-lib';
import {
  BackupPlan,
  BackupPlanRule,
  type BackupResource,
  BackupSelection,
  BackupVault,
} from 'aws-cdk-lib/aws-backup';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type KeyedService, nameIn, removalPolicy } from '../service.ts';
import { acknowledge } from './acknowledge.ts';

const MANAGED_POLICIES = ['AWSBackupServiceRolePolicyForBackup', 'AWSBackupServiceRolePolicyForS3Backup'];

interface BackupsProps {
  /** The service, with the audit key. */
  readonly service: KeyedService;
  readonly resources: readonly BackupResource[];
}

/** Copies of what cannot be made again, in a vault from which nobody can take one before its time. */
export class Backups extends Construct {
  constructor(scope: Construct, id: string, { service, resources }: BackupsProps) {
    super(scope, id);
    const plan = new BackupPlan(this, 'Plan', {
      backupPlanName: nameIn(service),
      backupVault: new BackupVault(this, 'Vault', {
        backupVaultName: nameIn(service),
        encryptionKey: service.key,
        blockRecoveryPointDeletion: true,
        lockConfiguration: { minRetention: Duration.days(35) },
        removalPolicy: removalPolicy(service),
      }),
      backupPlanRules: [
        new BackupPlanRule({
          ruleName: 'daily',
          scheduleExpression: Schedule.cron({ hour: '6', minute: '0' }),
          deleteAfter: Duration.days(35),
        }),
        new BackupPlanRule({
          ruleName: 'monthly',
          scheduleExpression: Schedule.cron({ day: '1', hour: '7', minute: '0' }),
          deleteAfter: Duration.days(400),
        }),
      ],
    });
    new BackupSelection(this, 'Selection', {
      backupPlan: plan,
      resources: [...resources],
      role: this.#role(),
      disableDefaultBackupPolicy: true,
    });
  }

  #role(): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('backup.amazonaws.com'),
      managedPolicies: MANAGED_POLICIES.map((name) => ManagedPolicy.fromAwsManagedPolicyName(pathOf(name))),
    });
    for (const name of MANAGED_POLICIES) {
      acknowledge(role, {
        [`AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${pathOf(name)}]`]:
          'AWS Backup documents this policy as the one for its role and extends it with its own API; a copy would fall behind.',
      });
    }
    return role;
  }
}

/** AWS keeps the two policies under different paths. */
const pathOf = (name: string): string => (name.includes('S3') ? name : `service-role/${name}`);
