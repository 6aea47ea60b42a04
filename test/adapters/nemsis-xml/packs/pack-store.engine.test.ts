import { randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { s3PackStore } from '../../../../adapters/nemsis-xml/packs/s3-pack-store.ts';
import { deployed } from '../../../store/engine.ts';
import { packStoreContract } from './pack-store.contract.ts';

const { name, client } = deployed('ExportsBucket');
const s3 = new S3Client(client);

packStoreContract('in S3', () => s3PackStore(s3, name, `.packs-of-tests/${randomUUID()}/`));
