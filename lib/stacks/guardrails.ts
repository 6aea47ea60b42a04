import { Duration } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { AlarmRule, CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Archive } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { ArchiveQueries } from '../constructs/archive-queries.ts';
import { AuditKey } from '../constructs/audit-key.ts';
import { AuditTrail, trailArn } from '../constructs/audit-trail.ts';
import { Backups } from '../constructs/backups.ts';
import { Firewall } from '../constructs/firewall.ts';
import { type KeyedService, nameIn } from '../service.ts';
import type { CoreStack } from './core.ts';
import type { DataStack } from './data.ts';
import { HouseStack } from './house-stack.ts';
import type { OperationsStack } from './operations.ts';

interface GuardrailsStackProps {
  readonly data: DataStack;
  readonly core: CoreStack;
  readonly operations: OperationsStack;
}

/** What only an AWS account can have: audit trail, backups, firewall, event archive, queries of the commits' archive, one alarm over the urgent ones, budget. */
export class GuardrailsStack extends HouseStack {
  constructor(scope: Construct, { data, core, operations }: GuardrailsStackProps) {
    super(scope, {
      service: data.service,
      part: 'guardrails',
      description: 'FusionEMS Quantum: audit trail, backups, firewall, archive, budget',
      isStateful: true,
    });
    const key = new AuditKey(this, { service: data.service, trailArn: trailArn(this, data.service) });
    const service: KeyedService = { ...data.service, key };
    new AuditTrail(this, 'Trail', {
      service,
      tables: [data.events.tableArn, data.views.tableArn, data.access.tableArn],
      buckets: [data.attachments.bucketArn, data.exports.bucketArn, data.archive.bucketArn],
    });
    new Backups(this, 'Backups', {
      service,
      resources: [
        BackupResource.fromDynamoDbTable(data.events),
        BackupResource.fromDynamoDbTable(data.access),
        BackupResource.fromDynamoDbTable(data.feed),
        BackupResource.fromArn(data.attachments.bucketArn),
        BackupResource.fromArn(data.exports.bucketArn),
      ],
    });
    new ArchiveQueries(this, 'ArchiveQueries', { service, bucket: data.archive.bucketName });
    new Firewall(this, 'Firewall', { service, userPoolArn: data.users.pool.userPoolArn });
    new Archive(this, 'Archive', {
      archiveName: nameIn(service),
      description: 'Every commit announced on the bus, without patient data, for replay to a new consumer',
      sourceEventBus: core.bus,
      eventPattern: { source: ['fusionems'] },
      retention: Duration.days(365),
    });
    this.#watchOver(operations, service);
    this.#budget(service);
  }

  #watchOver({ alarms, topic }: OperationsStack, service: KeyedService): void {
    const alarm = new CompositeAlarm(this, 'Affected', {
      compositeAlarmName: nameIn(service, 'users-affected'),
      alarmDescription: 'Users are affected or soon will be: the alarm that set this one off says by what.',
      alarmRule: AlarmRule.anyOf(...alarms.urgent.map((name) => AlarmRule.fromString(`ALARM("${name}")`))),
    });
    alarm.addAlarmAction(new SnsAction(topic));
  }

  #budget({ config, ...service }: KeyedService): void {
    if (config.alarmEmail === undefined) {
      return;
    }
    const subscribers = [{ subscriptionType: 'EMAIL', address: config.alarmEmail }];
    const at = (threshold: number, notificationType: string) => ({
      notification: { notificationType, comparisonOperator: 'GREATER_THAN', threshold },
      subscribers,
    });
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: nameIn({ config, ...service }),
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: config.monthlyBudgetUsd, unit: 'USD' },
      },
      notificationsWithSubscribers: [at(80, 'ACTUAL'), at(100, 'FORECASTED')],
    });
  }
}
