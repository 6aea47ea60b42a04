import { dynamoConnectionTable } from '../../../store/realtime/dynamo-connection-table.ts';
import { connectionTableContract } from './connection-table-contract.ts';
import { ephemeralTable } from './engine-table.ts';

const { client, name } = ephemeralTable();
const table = dynamoConnectionTable(client, name);

connectionTableContract('on DynamoDB', () => table);
