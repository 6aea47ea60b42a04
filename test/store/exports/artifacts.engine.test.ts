import { S3Client } from '@aws-sdk/client-s3';
import { s3Artifacts } from '../../../store/exports/s3-artifacts.ts';
import { deployed } from '../engine.ts';
import { artifactsContract } from './artifacts.contract.ts';

const { name, client } = deployed('ExportsBucket');

artifactsContract('S3', () => s3Artifacts(new S3Client(client), name));
