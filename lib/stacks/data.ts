import type { Construct } from 'constructs';
import { ArchiveBucket } from '../constructs/archive-bucket.ts';
import { AttachmentsBucket } from '../constructs/attachments-bucket.ts';
import { DataKey } from '../constructs/data-key.ts';
import { ExportsBucket } from '../constructs/exports-bucket.ts';
import { LogBucket } from '../constructs/log-bucket.ts';
import { LogKey } from '../constructs/log-key.ts';
import { MasterKey } from '../constructs/master-key.ts';
import {
  AccessTable,
  EphemeralTable,
  EventsTable,
  FeedTable,
  KeysTable,
  ViewsTable,
} from '../constructs/tables.ts';
import { UserDirectory } from '../constructs/user-directory.ts';
import type { KeyedService, Service } from '../service.ts';
import { HouseStack } from './house-stack.ts';

/** What cannot be made again: the keys, the events and what is read of them, who read it, uploads, the log, and the users. */
export class DataStack extends HouseStack {
  /** The service with its key, for the stacks that are built on this one. */
  readonly service: KeyedService;
  readonly events: EventsTable;
  readonly views: ViewsTable;
  readonly keys: KeysTable;
  readonly masterKey: MasterKey;
  readonly feed: FeedTable;
  readonly ephemeral: EphemeralTable;
  readonly access: AccessTable;
  readonly attachments: AttachmentsBucket;
  readonly log: LogBucket;
  readonly logKey: LogKey;
  readonly archive: ArchiveBucket;
  readonly exports: ExportsBucket;
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
    this.keys = new KeysTable(this, this.service);
    this.masterKey = new MasterKey(this, this.service);
    this.feed = new FeedTable(this, this.service);
    this.ephemeral = new EphemeralTable(this, this.service);
    this.access = new AccessTable(this, this.service);
    this.attachments = new AttachmentsBucket(this, this.service);
    this.log = new LogBucket(this, this.service);
    this.logKey = new LogKey(this, this.service);
    this.archive = new ArchiveBucket(this, this.service, this.attachments.accessLogs);
    this.exports = new ExportsBucket(this, this.service, this.attachments.accessLogs);
    this.users = new UserDirectory(this, 'Users', this.service);
    this.publish({
      EventsTable: this.events.tableName,
      EventsStreamArn: this.events.streamArn,
      ViewsTable: this.views.tableName,
      KeysTable: this.keys.tableName,
      MasterKey: this.masterKey.keyArn,
      FeedTable: this.feed.tableName,
      EphemeralTable: this.ephemeral.tableName,
      AccessTable: this.access.tableName,
      AttachmentsBucket: this.attachments.bucketName,
      LogBucket: this.log.bucketName,
      LogKey: this.logKey.keyArn,
      LogName: this.logKey.logName,
      ArchiveBucket: this.archive.bucketName,
      ExportsBucket: this.exports.bucketName,
      UserPoolId: this.users.pool.userPoolId,
      UserPoolClientId: this.users.client.userPoolClientId,
    });
  }
}
