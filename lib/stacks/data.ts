import type { Construct } from 'constructs';
import { AttachmentsBucket } from '../constructs/attachments-bucket.ts';
import { DataKey } from '../constructs/data-key.ts';
import { EphemeralTable, EventsTable, FeedTable, ViewsTable } from '../constructs/tables.ts';
import { UserDirectory } from '../constructs/user-directory.ts';
import type { KeyedService, Service } from '../service.ts';
import { HouseStack } from './house-stack.ts';

/** What cannot be made again: the key, the events and what is read of them, uploads, and the users. */
export class DataStack extends HouseStack {
  /** The service with its key, for the stacks that are built on this one. */
  readonly service: KeyedService;
  readonly events: EventsTable;
  readonly views: ViewsTable;
  readonly feed: FeedTable;
  readonly ephemeral: EphemeralTable;
  readonly attachments: AttachmentsBucket;
  readonly users: UserDirectory;

  constructor(scope: Construct, service: Service) {
    super(scope, {
      service,
      part: 'data',
      description: 'FusionEMS Quantum: key, tables, uploads, users',
      isStateful: true,
    });
    this.service = { ...service, key: new DataKey(this, service) };
    this.events = new EventsTable(this, this.service);
    this.views = new ViewsTable(this, this.service);
    this.feed = new FeedTable(this, this.service);
    this.ephemeral = new EphemeralTable(this, this.service);
    this.attachments = new AttachmentsBucket(this, this.service);
    this.users = new UserDirectory(this, 'Users', this.service);
    this.publish({
      EventsTable: this.events.tableName,
      EventsStreamArn: this.events.streamArn,
      ViewsTable: this.views.tableName,
      FeedTable: this.feed.tableName,
      EphemeralTable: this.ephemeral.tableName,
      AttachmentsBucket: this.attachments.bucketName,
      UserPoolId: this.users.pool.userPoolId,
      UserPoolClientId: this.users.client.userPoolClientId,
    });
  }
}
