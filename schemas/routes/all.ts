import * as agency from './agency.ts';
import * as api from './api.ts';
import * as audit from './audit.ts';
import * as auditLog from './audit-log.ts';
import * as auth from './auth.ts';
import * as chartReads from './chart-reads.ts';
import * as chartWrites from './chart-writes.ts';
import * as events from './events.ts';
import * as exports from './exports.ts';
import * as nemsis from './nemsis.ts';
import * as realtime from './realtime.ts';
import type { Route } from './route.ts';
import * as subjects from './subjects.ts';

const isRoute = (exported: object): exported is Route => 'operation' in exported;

/** Every operation of the public API: what the document describes, and what a path that nobody binds is held against. */
export const ROUTES: readonly Route[] = [
  auth,
  chartWrites,
  chartReads,
  exports,
  agency,
  subjects,
  audit,
  auditLog,
  events,
  nemsis,
  realtime,
  api,
].flatMap((file) => Object.values<object>(file).filter(isRoute));
