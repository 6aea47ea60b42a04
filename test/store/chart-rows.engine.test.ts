import { dynamoChartRows } from '../../store/dynamo-chart-rows.ts';
import { chartRowsContract } from './chart-rows.contract.ts';
import { deployedTable } from './engine.ts';

const { client, table } = deployedTable('ViewsTable');

chartRowsContract('DynamoDB', () => dynamoChartRows(client, table));
