import { dynamoTicketTable } from '../../../store/realtime/dynamo-ticket-table.ts';
import { ephemeralTable } from './engine-table.ts';
import { ticketTableContract } from './ticket-table-contract.ts';

const { client, name } = ephemeralTable();
const table = dynamoTicketTable(client, name);

ticketTableContract('on DynamoDB', () => table);
