import { Chunk } from './cli/messages.ts';
import { MUTATIONS } from './mutations/all.ts';
import { plant } from './mutations/plant.ts';

const [name] = process.argv.slice(2);
const mutation = MUTATIONS.find((each) => each.name === name);
if (mutation) plant(mutation);

// Loaded when the bug is planted, and not before.
const { runSeeds } = await import('./run-seeds.ts');

process.on('message', (message) => {
  void runSeeds(Chunk.parse(message)).then((ran) => process.send?.(ran));
});
process.send?.({ seeds: 0 });
