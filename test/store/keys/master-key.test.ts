import { memoryMasterKey } from '../../../store/keys/master-key.ts';
import { masterKeyContract } from './master-key.contract.ts';

masterKeyContract('memory', memoryMasterKey);
