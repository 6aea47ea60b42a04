import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { commitTableContract } from './commit-table.contract.ts';
import { deployedTable } from './engine.ts';

const { client, table } = deployedTable('EventsTable');

commitTableContract('DynamoDB', () => dynamoCommitTable(client, table));
