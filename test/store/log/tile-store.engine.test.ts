import { S3Client } from '@aws-sdk/client-s3';
import { s3TileStore } from '../../../store/log/s3-tile-store.ts';
import { deployed } from '../engine.ts';
import { freshTenant } from '../fresh-tenant.ts';
import { tileStoreContract } from './tile-store.contract.ts';

const { name: bucket, client } = deployed('AttachmentsBucket');
const s3 = new S3Client(client);

tileStoreContract('S3', () => s3TileStore(s3, { bucket, prefix: `${freshTenant()}/log` }));
