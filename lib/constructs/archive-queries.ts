import { Aws } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import { nameIn, type Service } from '../service.ts';

/** The attributes of a line, in the archive's own words (store/archive/archived.ts). */
const COLUMNS = {
  seq: 'bigint',
  type: 'array<string>',
  pk: 'string',
  sk: 'bigint',
  last: 'bigint',
  time: 'string',
  actor: 'string',
  role: 'string',
  command_id: 'string',
  correlation_id: 'string',
  causation_id: 'string',
  source_ip: 'string',
  events: 'string',
  snapshot: 'string',
  prev: 'string',
  hash: 'string',
};

interface ArchiveQueriesProps {
  readonly service: Service;
  /** The archive's bucket, by name. */
  readonly bucket: string;
}

/**
 * The archive as a table for Athena. Partitions are projected from the folders' names, so no crawler runs and a new day
 * is there at once; a query names its tenant, and scans the days it asks for alone.
 */
export class ArchiveQueries extends Construct {
  constructor(scope: Construct, id: string, { service, bucket }: ArchiveQueriesProps) {
    super(scope, id);
    const name = nameIn(service, 'archive').replaceAll('-', '_');
    const database = new CfnDatabase(this, 'Database', {
      catalogId: Aws.ACCOUNT_ID,
      databaseInput: { name, description: 'The archive of commits, for auditors' },
    });
    const table = new CfnTable(this, 'Commits', {
      catalogId: Aws.ACCOUNT_ID,
      databaseName: name,
      tableInput: {
        name: 'commits',
        description: 'Every commit of every tenant, as it lies in the store: sealed, and chained by hashes',
        tableType: 'EXTERNAL_TABLE',
        partitionKeys: [
          { name: 'tenant', type: 'string' },
          { name: 'date', type: 'string' },
        ],
        parameters: projection(bucket),
        storageDescriptor: {
          columns: Object.entries(COLUMNS).map(([column, type]) => ({ name: column, type })),
          location: `s3://${bucket}/commits/`,
          inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
          outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
          serdeInfo: { serializationLibrary: 'org.openx.data.jsonserde.JsonSerDe' },
        },
      },
    });
    table.addDependency(database);
  }
}

const projection = (bucket: string) => ({
  classification: 'json',
  'projection.enabled': 'true',
  'projection.tenant.type': 'injected',
  'projection.date.type': 'date',
  'projection.date.format': 'yyyy-MM-dd',
  'projection.date.range': '2024-01-01,NOW',
  'storage.location.template': `s3://${bucket}/commits/tenant=\${tenant}/date=\${date}/`,
});
