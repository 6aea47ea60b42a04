import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { StageConfig } from './config.ts';

/** What every construct of a stage needs to know. */
export interface Service {
  readonly config: StageConfig;
  /** The folder of the bundles, as `bundleFunctions` returns it. */
  readonly bundles: string;
}

/** A service whose key exists, so that what is built on it can be encrypted. */
export interface KeyedService extends Service {
  readonly key: IKey;
}

/**
 * Names a thing of a stage, so that operators recognise it and the key's policy can speak of all log groups at once.
 *
 * @param parts what it is, as `commands-charts`
 * @returns as `fusionems-dev-commands-charts`
 */
export const nameIn = ({ config }: Service, ...parts: readonly string[]): string =>
  ['fusionems', config.stage, ...parts].join('-');

/** What becomes of data and logs when their stack is deleted. */
export const removalPolicy = ({ config }: Service): RemovalPolicy =>
  config.removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

/** Whether a stage's data is guarded against deletion by mistake. */
export const isGuarded = ({ config }: Service): boolean => config.removal === 'retain';
