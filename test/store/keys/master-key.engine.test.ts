import { KMSClient } from '@aws-sdk/client-kms';
import { kmsMasterKey } from '../../../store/keys/kms-master-key.ts';
import { deployed } from '../engine.ts';
import { masterKeyContract } from './master-key.contract.ts';

const { name, client } = deployed('MasterKey');

masterKeyContract('KMS', () => kmsMasterKey(new KMSClient(client), name));
