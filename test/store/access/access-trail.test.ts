import { memoryAccessTrail } from '../../../store/access/memory-access-trail.ts';
import { accessTrailContract } from './access-trail.contract.ts';

const trail = memoryAccessTrail();

accessTrailContract('in memory', () => trail);
