import type { Duration } from 'aws-cdk-lib';
import type { FunctionEntry } from '../functions.ts';
import { nameIn } from '../service.ts';
import type { DataStack } from '../stacks/data.ts';
import { opens, seals } from './key-grants.ts';
import { objectsUse, secretsUse, tableUse } from './resource-use.ts';
import type { ServiceFunction } from './service-function.ts';
import { VIEW_INDEXES } from './tables.ts';

/** Makes a function that answers requests. */
export type HttpFunction = (id: string, entry: FunctionEntry, timeout?: Duration) => ServiceFunction;

const exportCommands = (make: HttpFunction, data: DataStack): ServiceFunction => {
  const { events, views, ephemeral } = data;
  return seals(make('ExportCommands', 'functions/commands/exports'), data)
    .uses(tableUse(events), { env: 'EVENTS_TABLE', actions: ['dynamodb:PutItem', 'dynamodb:Query'] })
    .uses(tableUse(views, Object.keys(VIEW_INDEXES)), {
      env: 'VIEWS_TABLE',
      actions: ['dynamodb:GetItem', 'dynamodb:Query'],
    })
    .uses(tableUse(ephemeral), { env: 'EPHEMERAL_TABLE', actions: ['dynamodb:UpdateItem'] });
};

const exportQueries = (make: HttpFunction, data: DataStack): ServiceFunction => {
  const { events, views, ephemeral, access, exports } = data;
  return opens(make('ExportQueries', 'functions/queries/exports'), data)
    .uses(tableUse(events), { env: 'EVENTS_TABLE', actions: ['dynamodb:Query'] })
    .uses(tableUse(views, Object.keys(VIEW_INDEXES)), {
      env: 'VIEWS_TABLE',
      actions: ['dynamodb:GetItem', 'dynamodb:Query'],
    })
    .uses(objectsUse(exports, ['kms:Decrypt']), {
      env: 'EXPORTS_BUCKET',
      actions: ['s3:GetObject'],
      wildcard:
        'Object names begin with tenant and chart, which are made at run time; a link to one is good for five minutes.',
    })
    .uses(tableUse(access), { env: 'ACCESS_TABLE', actions: ['dynamodb:PutItem'] })
    .uses(tableUse(ephemeral), { env: 'EPHEMERAL_TABLE', actions: ['dynamodb:UpdateItem'] });
};

/** Reads a secret only to keep its password when the rest of the account changes. */
const agencyCommands = (make: HttpFunction, data: DataStack): ServiceFunction => {
  const { service, events, ephemeral } = data;
  const commands = seals(make('AgencyCommands', 'functions/commands/agency'), data)
    .uses(tableUse(events), { env: 'EVENTS_TABLE', actions: ['dynamodb:PutItem', 'dynamodb:Query'] })
    .uses(tableUse(ephemeral), { env: 'EPHEMERAL_TABLE', actions: ['dynamodb:UpdateItem'] })
    .uses(secretsUse(nameIn(service, 'state-accounts'), service.key), {
      env: 'STATE_ACCOUNTS',
      actions: [
        'secretsmanager:CreateSecret',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
      ],
      wildcard:
        "One secret an agency, made at run time: only the prefix is known, and nothing but agencies' accounts is under it.",
    });
  commands.handler.addEnvironment('STATE_ACCOUNTS_KEY', service.key.keyArn);
  return commands;
};

const agencyQueries = (make: HttpFunction, data: DataStack): ServiceFunction => {
  const { events, ephemeral, access } = data;
  return opens(make('AgencyQueries', 'functions/queries/agency'), data)
    .uses(tableUse(events), { env: 'EVENTS_TABLE', actions: ['dynamodb:Query'] })
    .uses(tableUse(access), { env: 'ACCESS_TABLE', actions: ['dynamodb:PutItem'] })
    .uses(tableUse(ephemeral), { env: 'EPHEMERAL_TABLE', actions: ['dynamodb:UpdateItem'] });
};

/** The standard is the same for everybody, so it reads nothing but how often it is asked. */
const standard = (make: HttpFunction, data: DataStack): ServiceFunction => {
  return make('Standard', 'functions/queries/nemsis').uses(tableUse(data.ephemeral), {
    env: 'EPHEMERAL_TABLE',
    actions: ['dynamodb:UpdateItem'],
  });
};

/** The functions behind what has to do with the standard: agencies, exports, and the standard itself as data. */
export const standardFunctions = (make: HttpFunction, data: DataStack) => ({
  'functions/commands/exports': exportCommands(make, data),
  'functions/queries/exports': exportQueries(make, data),
  'functions/commands/agency': agencyCommands(make, data),
  'functions/queries/agency': agencyQueries(make, data),
  'functions/queries/nemsis': standard(make, data),
});
