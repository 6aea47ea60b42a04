import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { HttpEdge } from '../constructs/http-edge.ts';
import { opens, seals, shreds } from '../constructs/key-grants.ts';
import { readsLog, writesLog } from '../constructs/log-grants.ts';
import { consumerOf } from '../constructs/queue-consumer.ts';
import { connectionsUse, listUse, objectsUse, poolUse, tableUse } from '../constructs/resource-use.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { SocketEdge } from '../constructs/socket-edge.ts';
import { standardFunctions } from '../constructs/standard-functions.ts';
import { ACCESS_INDEXES, VIEW_INDEXES } from '../constructs/tables.ts';
import type { FunctionEntry } from '../functions.ts';
import { HTTP_ROUTES } from '../routes.ts';
import type { CoreStack } from './core.ts';
import type { DataStack } from './data.ts';
import { HouseStack } from './house-stack.ts';

const POST_TO_CONNECTIONS = {
  env: 'CONNECTIONS_ENDPOINT',
  actions: ['execute-api:ManageConnections'],
  wildcard: 'Connections come and go: only their prefix is known. Posting to them is granted, nothing else.',
};

interface ApiStackProps {
  readonly data: DataStack;
  readonly core: CoreStack;
}

/** What the outside reaches: the HTTP API, the WebSocket API, and the functions that answer them. */
export class ApiStack extends HouseStack {
  readonly http: HttpEdge;
  readonly socket: SocketEdge;
  readonly #data: DataStack;

  constructor(scope: Construct, { data, core }: ApiStackProps) {
    const { service, users } = data;
    super(scope, { service, part: 'api', description: 'FusionEMS Quantum: HTTP and WebSocket APIs' });
    this.#data = data;
    this.socket = new SocketEdge(this, 'Socket', service);
    this.http = new HttpEdge(this, 'Http', { service, users });
    this.#answerHttp();
    this.#answerSocket();
    this.#push(core);
    this.publish({
      ApiUrl: this.http.url,
      ApiId: this.http.api.apiId,
      WebSocketUrl: this.socket.stage.url,
      WebSocketId: this.socket.api.apiId,
      WebSocketStage: this.socket.stage.stageName,
      ConnectionsEndpoint: this.socket.stage.callbackUrl,
    });
  }

  #answerHttp(): void {
    const functions = {
      ...standardFunctions((...of) => this.#httpFunction(...of), this.#data),
      'functions/commands/charts': this.#chartCommands(),
      'functions/queries/charts': this.#chartQueries(),
      'functions/commands/subjects': this.#subjectCommands(),
      'functions/queries/audit': this.#audit(),
      'functions/queries/events': this.#feed(),
      'functions/queries/proofs': this.#proofs(),
      'functions/queries/validation': this.#validation(),
      'functions/commands/checkpoint': this.#checkpoint(),
      'functions/commands/auth': this.#signIn(),
      'functions/queries/api': this.#apiDocument(),
      'functions/realtime/tickets': this.#tickets(),
    };
    for (const routes of HTTP_ROUTES) {
      this.http.answer(routes, functions[routes.entry]);
    }
  }

  #httpFunction(id: string, entry: FunctionEntry, timeout?: Duration): ServiceFunction {
    const { service } = this.#data;
    const { ratePerMinute, maxBodyBytes } = service.config;
    return new ServiceFunction(this, id, {
      service,
      entry,
      trigger: 'request',
      ...(timeout && { timeout }),
      environment: { RATE_PER_MINUTE: String(ratePerMinute), MAX_BODY_BYTES: String(maxBodyBytes) },
    });
  }

  /** Reads neither a body nor a table, so only the stage's throttle limits it. */
  #apiDocument(): ServiceFunction {
    const { service } = this.#data;
    return new ServiceFunction(this, 'ApiDocument', {
      service,
      entry: 'functions/queries/api',
      trigger: 'request',
    });
  }

  #chartCommands(): ServiceFunction {
    const { events, ephemeral, attachments } = this.#data;
    return seals(this.#httpFunction('ChartCommands', 'functions/commands/charts'), this.#data)
      .uses(tableUse(events), { env: 'EVENTS_TABLE', actions: ['dynamodb:PutItem', 'dynamodb:Query'] })
      .uses(tableUse(ephemeral), { env: 'EPHEMERAL_TABLE', actions: ['dynamodb:UpdateItem'] })
      .uses(objectsUse(attachments, ['kms:GenerateDataKey']), {
        env: 'ATTACHMENTS_BUCKET',
        actions: ['s3:PutObject'],
        wildcard:
          'Object names begin with tenant and chart, which are made at run time; uploading is granted, nothing else.',
      });
  }

  #chartQueries(): ServiceFunction {
    return this.#readsCharts(this.#httpFunction('ChartQueries', 'functions/queries/charts'));
  }

  #validation(): ServiceFunction {
    const { exports } = this.#data;
    return this.#readsCharts(this.#httpFunction('Validation', 'functions/queries/validation'))
      .uses(listUse(exports), { actions: ['s3:ListBucket'] })
      .uses(objectsUse(exports, ['kms:Decrypt']), {
        env: 'EXPORTS_BUCKET',
        actions: ['s3:GetObject'],
        wildcard: 'Packs are named when they are installed; reading them is granted, nothing else.',
      });
  }

  #readsCharts(reader: ServiceFunction): ServiceFunction {
    const { events, views, ephemeral, access } = this.#data;
    return opens(reader, this.#data)
      .uses(tableUse(events), { env: 'EVENTS_TABLE', actions: ['dynamodb:Query'] })
      .uses(tableUse(views, Object.keys(VIEW_INDEXES)), {
        env: 'VIEWS_TABLE',
        actions: ['dynamodb:GetItem', 'dynamodb:Query'],
      })
      .uses(tableUse(access), { env: 'ACCESS_TABLE', actions: ['dynamodb:PutItem'] })
      .uses(tableUse(ephemeral), { env: 'EPHEMERAL_TABLE', actions: ['dynamodb:UpdateItem'] });
  }

  /** Auditors read the trail that they are kept in themselves. */
  #audit(): ServiceFunction {
    const { events, access, ephemeral } = this.#data;
    return opens(this.#httpFunction('Audit', 'functions/queries/audit'), this.#data)
      .uses(tableUse(events), { env: 'EVENTS_TABLE', actions: ['dynamodb:Query'] })
      .uses(tableUse(access, Object.keys(ACCESS_INDEXES)), {
        env: 'ACCESS_TABLE',
        actions: ['dynamodb:PutItem', 'dynamodb:Query'],
      })
      .uses(tableUse(ephemeral), { env: 'EPHEMERAL_TABLE', actions: ['dynamodb:UpdateItem'] });
  }

  #subjectCommands(): ServiceFunction {
    const { events, ephemeral } = this.#data;
    return shreds(this.#httpFunction('SubjectCommands', 'functions/commands/subjects'), this.#data)
      .uses(tableUse(events), { env: 'EVENTS_TABLE', actions: ['dynamodb:PutItem', 'dynamodb:Query'] })
      .uses(tableUse(ephemeral), { env: 'EPHEMERAL_TABLE', actions: ['dynamodb:UpdateItem'] });
  }

  #feed(): ServiceFunction {
    const { feed, ephemeral } = this.#data;
    return this.#httpFunction('Feed', 'functions/queries/events')
      .uses(tableUse(feed), { env: 'FEED_TABLE', actions: ['dynamodb:Query'] })
      .uses(tableUse(ephemeral), { env: 'EPHEMERAL_TABLE', actions: ['dynamodb:UpdateItem'] });
  }

  #proofs(): ServiceFunction {
    return readsLog(this.#httpFunction('Proofs', 'functions/queries/proofs'), this.#data).uses(
      tableUse(this.#data.ephemeral),
      { env: 'EPHEMERAL_TABLE', actions: ['dynamodb:UpdateItem'] },
    );
  }

  /** A log that was long not signed takes longer than a request usually does, and goes on at the next one. */
  #checkpoint(): ServiceFunction {
    const timeout = Duration.seconds(29);
    const entry = 'functions/commands/checkpoint';
    return writesLog(this.#httpFunction('Checkpoint', entry, timeout), this.#data).uses(
      tableUse(this.#data.ephemeral),
      { env: 'EPHEMERAL_TABLE', actions: ['dynamodb:UpdateItem'] },
    );
  }

  #signIn(): ServiceFunction {
    const { events, ephemeral, users } = this.#data;
    const signIn = this.#httpFunction('SignIn', 'functions/commands/auth')
      .uses(tableUse(events), { env: 'EVENTS_TABLE', actions: ['dynamodb:PutItem', 'dynamodb:Query'] })
      .uses(tableUse(ephemeral), { env: 'EPHEMERAL_TABLE', actions: ['dynamodb:UpdateItem'] })
      .uses(poolUse(users.pool), {
        env: 'USER_POOL_ID',
        actions: [
          'cognito-idp:AdminGetUser',
          'cognito-idp:AdminInitiateAuth',
          'cognito-idp:AdminRespondToAuthChallenge',
        ],
      });
    signIn.handler.addEnvironment('USER_POOL_CLIENT_ID', users.client.userPoolClientId);
    return signIn;
  }

  #tickets(): ServiceFunction {
    const tickets = this.#httpFunction('Tickets', 'functions/realtime/tickets').uses(
      tableUse(this.#data.ephemeral),
      { env: 'EPHEMERAL_TABLE', actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'] },
    );
    tickets.handler.addEnvironment('WEBSOCKET_URL', this.socket.stage.url);
    return tickets;
  }

  #answerSocket(): void {
    const { service, ephemeral } = this.#data;
    const authorizer = new ServiceFunction(this, 'TicketAuthorizer', {
      service,
      entry: 'functions/realtime/authorizer',
      trigger: 'request',
    }).uses(tableUse(ephemeral), { env: 'EPHEMERAL_TABLE', actions: ['dynamodb:DeleteItem'] });
    const connections = new ServiceFunction(this, 'Connections', {
      service,
      entry: 'functions/realtime/connections',
      trigger: 'request',
    })
      .uses(tableUse(ephemeral), {
        env: 'EPHEMERAL_TABLE',
        actions: ['dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      })
      .uses(connectionsUse(this.socket.stage), POST_TO_CONNECTIONS);
    this.socket.answer(connections, authorizer);
  }

  #push({ pushes }: CoreStack): void {
    const { service, events, ephemeral } = this.#data;
    const consumer = consumerOf(new Construct(this, 'Pushes'), {
      service,
      queue: pushes,
      entry: 'functions/realtime/pushes',
    });
    consumer
      .uses(tableUse(events), { env: 'EVENTS_TABLE', actions: ['dynamodb:Query'] })
      .uses(tableUse(ephemeral), {
        env: 'EPHEMERAL_TABLE',
        actions: ['dynamodb:DeleteItem', 'dynamodb:Query'],
      })
      .uses(connectionsUse(this.socket.stage), POST_TO_CONNECTIONS);
  }
}
