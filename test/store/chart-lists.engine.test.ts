import { dynamoChartRows } from '../../store/dynamo-chart-rows.ts';
import { chartListsContract } from './chart-lists.contract.ts';
import { deployedTable } from './engine.ts';

const { client, table } = deployedTable('ViewsTable');

chartListsContract('DynamoDB', () => dynamoChartRows(client, table));
