import type { Check, Finding } from './finding.ts';

const text = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** Nothing was given up, and no function failed for a reason that its surroundings do not explain. */
export const leftOver: Check = async ({ service }) => {
  const { queues, letters, unexpected, generations } = service.site;
  const { state } = await generations.read();
  const given_up = [...letters, ...Object.values(queues).flatMap((queue) => queue.letters)];
  const unended: Finding[] =
    state === 'building' || state === 'discarding'
      ? [{ check: 'a rebuild ends', problem: `the read model is still ${state}` }]
      : [];
  return [
    ...given_up.map(({ source, reason }) => ({
      check: 'nothing is given up',
      problem: `a message to ${source}: ${reason}`,
    })),
    ...unexpected.map((error) => ({ check: 'no function fails without a reason', problem: text(error) })),
    ...unended,
  ];
};
