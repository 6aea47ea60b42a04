import { startEngine } from '../../local/engine.ts';

/** Run as a program by the engine's test: starts an engine, tells its pid, and waits to be killed. */
const engine = await startEngine();
console.log(engine.pid);
setInterval(() => {}, 60_000);
