import type { FunctionEntry } from '../../../lib/functions.ts';

const RECEIVE = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];

/** Each function's actions beyond its own logs and traces, and what it is told beyond the house's environment. */
export const GRANTS: Record<FunctionEntry, { actions: string[]; env: string[] }> = {
  'functions/commands/auth': {
    actions: [
      'cognito-idp:AdminGetUser',
      'cognito-idp:AdminInitiateAuth',
      'cognito-idp:AdminRespondToAuthChallenge',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
      'kms:Decrypt',
    ],
    env: [
      'EPHEMERAL_TABLE',
      'EVENTS_TABLE',
      'MAX_BODY_BYTES',
      'RATE_PER_MINUTE',
      'USER_POOL_CLIENT_ID',
      'USER_POOL_ID',
    ],
  },
  'functions/commands/charts': {
    actions: [
      'dynamodb:BatchGetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      's3:PutObject',
    ],
    env: [
      'ATTACHMENTS_BUCKET',
      'EPHEMERAL_TABLE',
      'EVENTS_TABLE',
      'KEYS_TABLE',
      'MASTER_KEY',
      'MAX_BODY_BYTES',
      'RATE_PER_MINUTE',
    ],
  },
  'functions/commands/subjects': {
    actions: [
      'dynamodb:BatchGetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
      'kms:Decrypt',
    ],
    env: ['EPHEMERAL_TABLE', 'EVENTS_TABLE', 'KEYS_TABLE', 'MAX_BODY_BYTES', 'RATE_PER_MINUTE'],
  },
  'functions/events/feed': {
    actions: [
      'dynamodb:BatchGetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      ...RECEIVE,
      'sqs:SendMessage',
    ],
    env: ['DEAD_LETTER_QUEUE_URL', 'EVENTS_TABLE', 'FEED_TABLE', 'MAX_RECEIVES', 'PUSHES_QUEUE_URL'],
  },
  'functions/events/publisher': {
    actions: [
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
      'events:PutEvents',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      'sqs:SendMessage',
    ],
    env: ['BUS_NAME', 'DEAD_LETTER_QUEUE_URL'],
  },
  'functions/events/sweep': {
    actions: ['dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:Scan', 'events:PutEvents', 'kms:Decrypt'],
    env: ['BUS_NAME', 'EVENTS_TABLE', 'FEED_TABLE'],
  },
  'functions/identity/claims': { actions: [], env: [] },
  'functions/projections/charts': {
    actions: [
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      ...RECEIVE,
      'sqs:SendMessage',
    ],
    env: ['DEAD_LETTER_QUEUE_URL', 'EVENTS_TABLE', 'KEYS_TABLE', 'MASTER_KEY', 'MAX_RECEIVES', 'VIEWS_TABLE'],
  },
  'functions/queries/api': { actions: [], env: [] },
  'functions/queries/audit': {
    actions: [
      'dynamodb:BatchGetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
      'kms:Decrypt',
    ],
    env: [
      'ACCESS_TABLE',
      'EPHEMERAL_TABLE',
      'EVENTS_TABLE',
      'KEYS_TABLE',
      'MASTER_KEY',
      'MAX_BODY_BYTES',
      'RATE_PER_MINUTE',
    ],
  },
  'functions/queries/charts': {
    actions: [
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
      'kms:Decrypt',
    ],
    env: [
      'ACCESS_TABLE',
      'EPHEMERAL_TABLE',
      'EVENTS_TABLE',
      'KEYS_TABLE',
      'MASTER_KEY',
      'MAX_BODY_BYTES',
      'RATE_PER_MINUTE',
      'VIEWS_TABLE',
    ],
  },
  'functions/queries/events': {
    actions: ['dynamodb:Query', 'dynamodb:UpdateItem', 'kms:Decrypt'],
    env: ['EPHEMERAL_TABLE', 'FEED_TABLE', 'MAX_BODY_BYTES', 'RATE_PER_MINUTE'],
  },
  'functions/realtime/authorizer': {
    actions: ['dynamodb:DeleteItem', 'kms:Decrypt'],
    env: ['EPHEMERAL_TABLE'],
  },
  'functions/realtime/connections': {
    actions: [
      'dynamodb:DeleteItem',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'execute-api:ManageConnections',
      'kms:Decrypt',
    ],
    env: ['CONNECTIONS_ENDPOINT', 'EPHEMERAL_TABLE'],
  },
  'functions/realtime/pushes': {
    actions: [
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:Query',
      'execute-api:ManageConnections',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      ...RECEIVE,
      'sqs:SendMessage',
    ],
    env: [
      'CONNECTIONS_ENDPOINT',
      'DEAD_LETTER_QUEUE_URL',
      'EPHEMERAL_TABLE',
      'EVENTS_TABLE',
      'KEYS_TABLE',
      'MASTER_KEY',
      'MAX_RECEIVES',
    ],
  },
  'functions/realtime/tickets': {
    actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'kms:Decrypt'],
    env: ['EPHEMERAL_TABLE', 'MAX_BODY_BYTES', 'RATE_PER_MINUTE', 'WEBSOCKET_URL'],
  },
  'functions/views/rebuild': {
    actions: [
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:Scan',
      'kms:Decrypt',
    ],
    env: ['EVENTS_TABLE', 'KEYS_TABLE', 'MASTER_KEY', 'VIEWS_TABLE'],
  },
};
