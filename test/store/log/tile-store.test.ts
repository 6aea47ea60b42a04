import { memoryTileStore } from '../../../store/log/memory-tile-store.ts';
import { tileStoreContract } from './tile-store.contract.ts';

tileStoreContract('memory', () => memoryTileStore());
