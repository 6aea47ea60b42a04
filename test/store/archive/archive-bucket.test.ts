import { memoryArchiveBucket } from '../../../store/archive/memory-archive-bucket.ts';
import { freshTenant } from '../fresh-tenant.ts';
import { archiveBucketContract } from './archive-bucket.contract.ts';

archiveBucketContract('memory', memoryArchiveBucket(), () => `commits/tenant=${freshTenant()}/`);
