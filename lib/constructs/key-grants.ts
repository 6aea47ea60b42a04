import type { DataStack } from '../stacks/data.ts';
import { masterKeyUse, tableUse } from './resource-use.ts';
import type { ServiceFunction } from './service-function.ts';

type Keys = Pick<DataStack, 'keys' | 'masterKey'>;

/** Lets a function open what is sealed. */
export const opens = (reader: ServiceFunction, { keys, masterKey }: Keys): ServiceFunction =>
  reader
    .uses(tableUse(keys), { env: 'KEYS_TABLE', actions: ['dynamodb:BatchGetItem'] })
    .uses(masterKeyUse(masterKey), { env: 'MASTER_KEY', actions: ['kms:Decrypt'] });

/** Lets a function destroy keys, which asks nothing of the master key. */
export const shreds = (shredder: ServiceFunction, { keys }: Pick<Keys, 'keys'>): ServiceFunction =>
  shredder.uses(tableUse(keys), {
    env: 'KEYS_TABLE',
    actions: ['dynamodb:BatchGetItem', 'dynamodb:PutItem'],
  });

/** Lets a function seal and open, and so make the keys of new subjects and of a new tenant. */
export const seals = (writer: ServiceFunction, { keys, masterKey }: Keys): ServiceFunction =>
  writer
    .uses(tableUse(keys), {
      env: 'KEYS_TABLE',
      actions: ['dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
    })
    .uses(masterKeyUse(masterKey), { env: 'MASTER_KEY', actions: ['kms:Decrypt', 'kms:GenerateDataKey'] });
