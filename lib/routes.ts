import type { FunctionEntry } from './functions.ts';

/** A function that answers HTTP requests. */
type HttpEntry = Extract<
  FunctionEntry,
  | 'functions/commands/agency'
  | 'functions/commands/auth'
  | 'functions/commands/charts'
  | 'functions/commands/checkpoint'
  | 'functions/commands/exports'
  | 'functions/commands/subjects'
  | 'functions/queries/agency'
  | 'functions/queries/api'
  | 'functions/queries/audit'
  | 'functions/queries/charts'
  | 'functions/queries/events'
  | 'functions/queries/exports'
  | 'functions/queries/nemsis'
  | 'functions/queries/proofs'
  | 'functions/queries/validation'
  | 'functions/realtime/tickets'
>;

/** The HTTP routes of one function. */
export interface FunctionRoutes {
  readonly entry: HttpEntry;
  /** Routes that need an access token, as `GET /v1/charts/{id}`. */
  readonly signedIn: readonly string[];
  /** Routes that anyone may call. */
  readonly open: readonly string[];
}

/** Which function answers which route, and whether API Gateway asks for an access token first. */
export const HTTP_ROUTES: readonly FunctionRoutes[] = [
  {
    entry: 'functions/commands/charts',
    signedIn: [
      'POST /v1/charts',
      'PATCH /v1/charts/{id}',
      'PATCH /v1/charts/{id}/patient',
      'PATCH /v1/charts/{id}/narrative',
      'POST /v1/charts/{id}/vitals',
      'PATCH /v1/charts/{id}/vitals/{vital_id}',
      'POST /v1/charts/{id}/interventions',
      'PATCH /v1/charts/{id}/interventions/{intervention_id}',
      'POST /v1/charts/{id}/signatures',
      'POST /v1/charts/{id}/attachments',
      'PUT /v1/charts/{id}/elements',
      'POST /v1/charts/{id}/transitions',
    ],
    open: [],
  },
  {
    entry: 'functions/queries/charts',
    signedIn: ['GET /v1/charts', 'GET /v1/charts/{id}'],
    open: [],
  },
  {
    entry: 'functions/queries/validation',
    signedIn: ['GET /v1/charts/{id}/validation'],
    open: [],
  },
  {
    entry: 'functions/queries/nemsis',
    signedIn: ['GET /v1/nemsis/elements', 'GET /v1/nemsis/codes/{list}'],
    open: [],
  },
  {
    entry: 'functions/commands/agency',
    signedIn: [
      'PUT /v1/agency/elements',
      'PUT /v1/agency/releases',
      'PUT /v1/agency/time-zone',
      'PUT /v1/agency/state-account',
    ],
    open: [],
  },
  { entry: 'functions/queries/agency', signedIn: ['GET /v1/agency'], open: [] },
  { entry: 'functions/queries/events', signedIn: ['GET /v1/events'], open: [] },
  {
    entry: 'functions/commands/exports',
    signedIn: ['POST /v1/charts/{id}/exports', 'POST /v1/agency/exports', 'POST /v1/exports/batch'],
    open: [],
  },
  {
    entry: 'functions/queries/exports',
    signedIn: ['GET /v1/exports', 'GET /v1/exports/{id}'],
    open: [],
  },
  {
    entry: 'functions/commands/subjects',
    signedIn: ['POST /v1/subjects/{kind}/{id}/destruction'],
    open: [],
  },
  {
    entry: 'functions/queries/audit',
    signedIn: [
      'GET /v1/audit/streams/{category}/{id}',
      'GET /v1/audit/streams/{category}/{id}/verify',
      'GET /v1/audit/access',
    ],
    open: [],
  },
  {
    entry: 'functions/queries/proofs',
    signedIn: [
      'GET /v1/audit/checkpoint',
      'GET /v1/audit/proofs/inclusion',
      'GET /v1/audit/proofs/consistency',
    ],
    open: [],
  },
  { entry: 'functions/commands/checkpoint', signedIn: ['POST /v1/audit/checkpoint'], open: [] },
  {
    entry: 'functions/commands/auth',
    signedIn: ['POST /v1/users/{id}/unlock'],
    open: [
      'POST /v1/auth/sign-in',
      'POST /v1/auth/challenges',
      'POST /v1/auth/refresh',
      'POST /v1/auth/sign-out',
    ],
  },
  {
    entry: 'functions/queries/api',
    signedIn: [],
    // `$default` answers what no other route does, in the error contract.
    open: [
      'GET /openapi.json',
      'GET /asyncapi.json',
      'GET /docs',
      'GET /docs/{file}',
      'GET /healthz',
      '$default',
    ],
  },
  { entry: 'functions/realtime/tickets', signedIn: ['POST /v1/realtime/tickets'], open: [] },
];
