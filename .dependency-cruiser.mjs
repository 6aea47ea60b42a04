/** Which folder may import which: what is not listed for a folder is forbidden to it. */
const MAY_IMPORT = {
  schemas: [],
  domain: ['schemas'],
  projections: ['schemas', 'domain'],
  store: ['schemas'],
  adapters: ['schemas'],
  functions: ['schemas', 'domain', 'projections', 'store', 'adapters'],
  lib: [],
  'bin/app\\.ts$': ['lib'],
  'bin/ems': ['schemas', 'domain', 'projections', 'store', 'adapters', 'functions', 'local'],
  local: [],
  simulation: ['schemas', 'domain', 'projections', 'store', 'adapters', 'functions'],
};

const OURS = [
  'schemas',
  'domain',
  'projections',
  'store',
  'adapters',
  'functions',
  'lib',
  'bin',
  'local',
  'bench',
  'simulation',
  'test',
];

const folderRule = ([folder, allowed]) => {
  const own = folder.split('\\')[0].split('.')[0];
  const forbidden = OURS.filter((each) => each !== own.split('/')[0] && !allowed.includes(each));
  return {
    name: `${own} imports only what it may`,
    severity: 'error',
    from: { path: `^${folder}` },
    to: { path: `^(${forbidden.join('|')})/` },
  };
};

/** Inside these folders nothing reaches the outside world: no SDK, no clock, no environment, no randomness. */
const PURE = '^(domain|projections)/';
const PURE_BUILTINS = ['util'];

export default {
  forbidden: [
    ...Object.entries(MAY_IMPORT).map(folderRule),
    {
      name: 'no cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'the core is pure: no packages',
      severity: 'error',
      from: { path: PURE },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/zod/' },
    },
    {
      name: 'the core is pure: no built-ins',
      severity: 'error',
      from: { path: PURE },
      to: { dependencyTypes: ['core'], pathNot: `^(node:)?(${PURE_BUILTINS.join('|')})$` },
    },
    {
      name: 'projections take types of the domain alone',
      severity: 'error',
      from: { path: '^projections/' },
      to: { path: '^domain/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the operators command does not reach into the infrastructure',
      severity: 'error',
      from: { path: '^bin/ems' },
      to: { path: '^lib/' },
    },
    {
      name: 'the demonstration stands alone',
      severity: 'error',
      from: { path: '^local/demo/' },
      to: { path: '^local/(?!demo/)' },
    },
    {
      name: 'no development package in what is deployed',
      severity: 'error',
      from: { path: '^(schemas|domain|projections|store|adapters|functions)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'every import is found', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: 'specify',
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
