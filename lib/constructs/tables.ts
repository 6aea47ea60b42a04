import {
  type Attribute,
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { isGuarded, type KeyedService, removalPolicy } from '../service.ts';
import { acknowledge } from './acknowledge.ts';

/** Indexes of the views table that lists are read from, each by the attributes of its key. */
export const VIEW_INDEXES = {
  by_date: ['date_pk', 'date_sk'],
  by_status: ['status_pk', 'date_sk'],
  by_incident: ['incident_pk', 'date_sk'],
} as const;

/** The index of the access table that is read by user, by the attributes of its key. */
export const ACCESS_INDEXES = { by_actor: ['actor_pk', 'actor_sk'] } as const;

/** What a list shows of a chart: no index holds anything of the patient, or anything that every command changes. */
const SUMMARY_ATTRIBUTES = [
  'id',
  'status',
  'incident_number',
  'incident_id',
  'date',
  'opened_at',
  'opened_by',
  'unit_call_sign',
];

const IN_BACKUP_PLAN = {
  'HIPAA.Security-DynamoDBInBackupPlan':
    'In the backup plan of the guardrails stack, where the rule does not look.',
};

const key = (name: string, type = AttributeType.STRING): Attribute => ({ name, type });

const houseTable = (service: KeyedService, sorted = AttributeType.STRING): TableProps => ({
  partitionKey: key('pk'),
  sortKey: key('sk', sorted),
  billingMode: BillingMode.PAY_PER_REQUEST,
  encryption: TableEncryption.CUSTOMER_MANAGED,
  encryptionKey: service.key,
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  deletionProtection: isGuarded(service),
  removalPolicy: removalPolicy(service),
});

/** The event store: one immutable item per commit, whose stream feeds everything that is read. */
export class EventsTable extends Table {
  /** Its stream, with each commit as it was written. */
  readonly streamArn: string;

  constructor(scope: Construct, service: KeyedService) {
    super(scope, 'Events', {
      ...houseTable(service, AttributeType.NUMBER),
      stream: StreamViewType.NEW_IMAGE,
    });
    this.streamArn = streamOf(this);
    acknowledge(this, IN_BACKUP_PLAN);
  }
}

/** The read models, which can be built again from the events at any time. */
export class ViewsTable extends Table {
  constructor(scope: Construct, service: KeyedService) {
    super(scope, 'Views', houseTable(service));
    for (const [indexName, [partition, sort]] of Object.entries(VIEW_INDEXES)) {
      this.addGlobalSecondaryIndex({
        indexName,
        partitionKey: key(partition),
        sortKey: key(sort),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: SUMMARY_ATTRIBUTES,
      });
    }
    acknowledge(this, {
      'HIPAA.Security-DynamoDBInBackupPlan':
        'Holds read models only, rebuilt from the events table, which is in the backup plan; point-in-time recovery covers mistakes.',
    });
  }
}

/** Wrapped keys of tenants and of subjects: without them the events and all that is read of them stay sealed. */
export class KeysTable extends Table {
  constructor(scope: Construct, service: KeyedService) {
    super(scope, 'Keys', houseTable(service));
    acknowledge(this, {
      'HIPAA.Security-DynamoDBInBackupPlan':
        'Not in the backup plan, so that a destroyed key is gone for good when the 35 days of point-in-time recovery are over.',
    });
  }
}

/** Who read whose data and what for: added to by every reader, changed by nobody, and never forgotten. */
export class AccessTable extends Table {
  constructor(scope: Construct, service: KeyedService) {
    super(scope, 'Access', houseTable(service));
    const [partition, sort] = ACCESS_INDEXES.by_actor;
    this.addGlobalSecondaryIndex({
      indexName: 'by_actor',
      partitionKey: key(partition),
      sortKey: key(sort),
      projectionType: ProjectionType.ALL,
    });
    acknowledge(this, IN_BACKUP_PLAN);
  }
}

/** The tenants' feeds: pages of entries in their order, and how far each stream is fed. */
export class FeedTable extends Table {
  constructor(scope: Construct, service: KeyedService) {
    super(scope, 'Feed', houseTable(service, AttributeType.NUMBER));
    acknowledge(this, IN_BACKUP_PLAN);
  }
}

/** Tickets, connections, subscriptions and rate windows, each gone by itself at `expires_at`. */
export class EphemeralTable extends Table {
  constructor(scope: Construct, service: KeyedService) {
    super(scope, 'Ephemeral', {
      ...houseTable(service),
      timeToLiveAttribute: 'expires_at',
    });
    acknowledge(this, {
      'HIPAA.Security-DynamoDBInBackupPlan':
        'Every item expires within hours; restored connections and tickets would be wrong.',
    });
  }
}

function streamOf(table: Table): string {
  if (table.tableStreamArn === undefined) {
    throw new Error(`${table.node.path} has no stream: give it one, the publisher reads it.`);
  }
  return table.tableStreamArn;
}
