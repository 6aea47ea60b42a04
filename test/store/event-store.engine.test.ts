import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { deployedTable } from './engine.ts';
import { eventStoreContract } from './event-store.contract.ts';

const { client, table } = deployedTable('EventsTable');

eventStoreContract('DynamoDB', () => dynamoCommitTable(client, table));
