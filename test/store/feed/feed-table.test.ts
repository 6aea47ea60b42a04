import { memoryFeedTable } from '../../../store/feed/memory-feed-table.ts';
import { feedTableContract } from './feed-table.contract.ts';

feedTableContract('memory', memoryFeedTable);
