/**
 * Every Lambda entry there is, so that one bundling run knows them all and a stack cannot name one that is not
 * bundled. The path is the name: `functions/commands/charts` is `functions/commands/charts.ts` in the sources,
 * `.build/functions/commands/charts/index.mjs` when bundled and `fusionems-<stage>-commands-charts` when deployed.
 */
export const FUNCTION_ENTRIES = [
  'functions/commands/agency',
  'functions/commands/auth',
  'functions/commands/charts',
  'functions/commands/checkpoint',
  'functions/commands/exports',
  'functions/commands/subjects',
  'functions/events/archive',
  'functions/events/checkpoint',
  'functions/events/feed',
  'functions/events/publisher',
  'functions/events/sweep',
  'functions/exports/run',
  'functions/exports/submit',
  'functions/identity/claims',
  'functions/projections/charts',
  'functions/queries/agency',
  'functions/queries/api',
  'functions/queries/audit',
  'functions/queries/charts',
  'functions/queries/events',
  'functions/queries/exports',
  'functions/queries/nemsis',
  'functions/queries/proofs',
  'functions/queries/validation',
  'functions/realtime/authorizer',
  'functions/realtime/connections',
  'functions/realtime/pushes',
  'functions/realtime/tickets',
  'functions/subjects/destruction',
  'functions/views/rebuild',
] as const;

/** The path of one Lambda entry, from the repository's root and without its ending. */
export type FunctionEntry = (typeof FUNCTION_ENTRIES)[number];
