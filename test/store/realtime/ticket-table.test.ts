import { memoryTicketTable } from '../../../store/realtime/memory-ticket-table.ts';
import { ticketTableContract } from './ticket-table-contract.ts';

const table = memoryTicketTable();

ticketTableContract('in memory', () => table);
