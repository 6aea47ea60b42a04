import type { Finding } from './checks/finding.ts';
import { found } from './checks/found.ts';
import { faultsOf } from './faults.ts';
import { emptyHistory, type History } from './history.ts';
import { randomOf } from './random.ts';
import { NoRest, scheduler } from './scheduler.ts';
import { clientAtWork } from './world/client.ts';
import { deploy, type Service } from './world/deploy.ts';
import { emptyLedger, type Ledger } from './world/ledger.ts';
import { destruction, needlessSweep, outage, rebuilds, rotation } from './world/operators.ts';
import { type Plan, planOf } from './world/plan.ts';
import { prepare } from './world/prepare.ts';
import { atRest, StillWaiting, settle } from './world/settle.ts';

/** What a simulation came to: nothing, or what is wrong, and how it came to that. */
export interface Simulated {
  readonly seed: number;
  readonly findings: readonly Finding[];
  readonly history: History;
}

/** All who do something in a simulation. */
const actorsOf = (service: Service, ledger: Ledger, plan: Plan): Promise<void>[] => [
  ...plan.clients.map((caller) => clientAtWork({ service, ledger }, plan, caller)),
  ...plan.destructions.map((owner) => destruction({ service, ledger }, plan, owner)),
  ...(plan.outage ? [outage(service)] : []),
  ...(plan.sweep ? [needlessSweep(service)] : []),
  ...(plan.rotation ? [rotation(service, plan)] : []),
  rebuilds(service, plan),
];

const ran = async (service: Service, ledger: Ledger, plan: Plan): Promise<void> => {
  await prepare(service.site, plan);
  await atRest(service, Promise.all(actorsOf(service, ledger, plan)));
  await settle({ service, ledger });
};

/** What is found, or that there was no end to it. */
const outcomeOf = async (service: Service, ledger: Ledger, plan: Plan): Promise<readonly Finding[]> => {
  try {
    await ran(service, ledger, plan);
  } catch (error) {
    if (error instanceof NoRest || error instanceof StillWaiting)
      return [{ check: 'it comes to rest', problem: error.message }];
    throw error;
  }
  return found(service, ledger);
};

/** Runs the whole service through what a seed makes of the world, and looks at what is left. */
export const simulate = async (seed: number): Promise<Simulated> => {
  const random = randomOf(seed);
  const time = scheduler(random);
  const history = emptyHistory(time.now);
  const plan = planOf(random);
  const service = deploy({ random, scheduler: time, faults: faultsOf(random), history });
  const findings = await outcomeOf(service, emptyLedger(), plan);
  return { seed, findings, history };
};
