import * as z from 'zod';
import { PurposeHeaders } from '../access.ts';
import { IncidentNumber } from '../chart/events.ts';
import { ChartStatus } from '../chart/status.ts';
import { ChartSummary, ChartView } from '../chart/view.ts';
import type { Role } from '../identity.ts';
import { Moment } from '../instant.ts';
import { ChartValidation } from '../nemsis/validation.ts';
import { route } from './route.ts';

const READERS: readonly Role[] = ['ems', 'admin', 'billing'];
const params = z.strictObject({ id: z.uuid() });
const atLeast = z.strictObject({ min_version: z.coerce.number().int().min(1).optional() });

export const getChart = route({
  operation: 'getChart',
  method: 'GET',
  path: '/v1/charts/{id}',
  tag: 'charts',
  summary:
    'Read one chart, at least as new as `min_version`; the access trail keeps who read it and what for',
  access: READERS,
  params,
  headers: PurposeHeaders,
  query: atLeast,
  answer: ChartView.meta({ id: 'Chart' }),
  errors: ['NOT_FOUND', 'VERSION_CONFLICT'],
});

export const validateChart = route({
  operation: 'validateChart',
  method: 'GET',
  path: '/v1/charts/{id}/validation',
  tag: 'charts',
  summary: 'Tell what a chart still lacks for its export, and what is wrong in it, by element',
  access: READERS,
  params,
  headers: PurposeHeaders,
  query: atLeast,
  answer: ChartValidation.meta({ id: 'ChartValidation' }),
  errors: ['NOT_FOUND', 'VERSION_CONFLICT'],
});

export const listCharts = route({
  operation: 'listCharts',
  method: 'GET',
  path: '/v1/charts',
  tag: 'charts',
  summary: 'List charts by status, incident number and date, newest first',
  access: READERS,
  query: z.strictObject({
    status: ChartStatus.optional(),
    incident_number: IncidentNumber.optional(),
    from: Moment.optional().meta({ description: 'Not before this moment' }),
    to: Moment.optional().meta({ description: 'Before this moment' }),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.uuid().optional().meta({ description: '`next_cursor` of the page before' }),
  }),
  answer: z.strictObject({
    items: z.array(ChartSummary.meta({ id: 'ChartSummary' })),
    next_cursor: z.uuid().nullable(),
  }),
});
