import { borrowEngine } from './borrowed-engine.ts';
import { STATE_ACCOUNT } from './demo/state-account.ts';
import { bootstrap, deploy, type Outputs } from './deploy.ts';
import { publishDeployment } from './deployment-file.ts';
import { type OpenEngine, startEngine } from './engine.ts';
import { toolEnvironment } from './environment.ts';
import { LocalFault } from './fault.ts';
import { mend } from './mend.ts';
import { claimPort } from './port.ts';
import { isStopping, startGroup } from './processes.ts';
import { ROOT } from './root.ts';
import { readSettings, type Settings } from './settings.ts';
import { startStateServer } from './state-server.ts';
import { type Say, secondsSince, step } from './steps.ts';
import { synthesize } from './synthesize.ts';

const DEMO = ['bin/ems.ts', 'demo', 'play'];

const openEngine = (settings: Settings, say: Say): Promise<OpenEngine> =>
  'engineUrl' in settings ? borrowEngine(settings.engineUrl) : startEngine(settings, say);

async function openBootstrapped(settings: Settings): Promise<OpenEngine> {
  const engine = await step('AWS engine (MiniStack)', (say) => openEngine(settings, say));
  await step('CDK bootstrap', () => bootstrap(engine.url));
  return engine;
}

/**
 * A state's web service, invented, as long as this process lives: what is exported later is submitted too. Functions of
 * an engine that was started elsewhere may not reach this machine, so with one there is none.
 */
const openState = async (settings: Settings): Promise<string | undefined> =>
  'engineUrl' in settings ? undefined : (await startStateServer({ account: STATE_ACCOUNT })).url;

async function playDemonstration(url: string, stateUrl: string | undefined): Promise<void> {
  const args = stateUrl === undefined ? DEMO : [...DEMO, '--state-url', stateUrl];
  const demo = startGroup(process.execPath, args, { cwd: ROOT, env: toolEnvironment(url), stdio: 'inherit' });
  const end = await demo.ended;
  if (end === 'exit code 0') return;
  throw new LocalFault({
    code: 'demonstration_failed',
    problem: `The demonstration (node ${args.join(' ')}) failed: ${end}.`,
    advice: 'Its own message is above; correct the cause and run the command again.',
  });
}

/** Where everything is; `stateUrl` where there is a state's service. */
function printAddresses(url: string, stateUrl: string | undefined, { ApiUrl, WebSocketUrl }: Outputs): void {
  const state =
    stateUrl === undefined ? '' : `\n  state        ${stateUrl} (invented; takes what is submitted)`;
  console.log(`
  HTTP API     ${ApiUrl}
  its document ${ApiUrl}/openapi.json, to read: ${ApiUrl}/docs
  WebSocket    ${WebSocketUrl}
  AWS engine   ${url} (region us-east-1, key id "test", secret "test")${state}

  curl ${ApiUrl}/healthz
  npm run ems -- queue list
  npm run ems -- --help
`);
}

/**
 * ```
 * synthesize ───────────────────┐
 * engine ─► bootstrap ──────────┴─► deploy ─► mend ─► a state ─► demonstration ─► stays up until Ctrl-C
 * ```
 */
async function start(): Promise<void> {
  const began = performance.now();
  const settings = readSettings(process.env);
  if ('port' in settings) await claimPort(settings.port); // a second start is refused before it builds anything
  console.log('FusionEMS Quantum on this machine. Ctrl-C stops it and leaves nothing behind.');
  const [engine, assembly] = await Promise.all([
    openBootstrapped(settings),
    step('bundles and templates of the CDK app', () => synthesize()),
  ]);
  const { url } = engine;
  const outputs = await step('deployment', (say) => deploy({ url, assembly, say }));
  await step('repairs of what the engine forgets', () => mend({ url, assembly }));
  await publishDeployment({ endpoint: url, outputs });
  const stateUrl = await openState(settings);
  await step('demonstration', () => playDemonstration(url, stateUrl));
  printAddresses(url, stateUrl, outputs);
  console.log(`Up after ${secondsSince(began)}; Ctrl-C ends it.`);
  process.exitCode = 0; // from here on Ctrl-C is the normal end
  const end = await engine.ended;
  throw new LocalFault({
    code: 'engine_failed',
    problem: `The AWS engine ended by itself (${end}).`,
    advice: 'Its state is lost; run the command again.',
  });
}

const keepUp = setInterval(() => {}, 60_000);
start().catch((error: unknown) => {
  if (isStopping()) return;
  clearInterval(keepUp);
  console.error(error instanceof LocalFault ? `\n✗ ${error.problem}\n  ${error.advice}` : error);
  process.exit(1);
});
process.once('SIGINT', () => console.log('\nStopping ...'));
