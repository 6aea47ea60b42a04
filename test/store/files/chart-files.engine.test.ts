import {
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { s3ChartFiles } from '../../../store/files/s3-chart-files.ts';
import { deployed } from '../engine.ts';
import { chartFilesContract } from './chart-files.contract.ts';

const { name: Bucket, client } = deployed('AttachmentsBucket');
const s3 = new S3Client(client);

chartFilesContract('S3', () => ({
  files: s3ChartFiles(s3, Bucket),
  put: async (Key) => void (await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'invented' }))),
  remove: async (Key) => void (await s3.send(new DeleteObjectCommand({ Bucket, Key }))),
  async keys(Prefix) {
    const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix }));
    return [...new Set(Versions.map(({ Key }) => String(Key)))];
  },
}));
