import { derivedId } from '../../functions/commands/ids.ts';
import type { Caller, Role } from '../../schemas/identity.ts';
import type { KeyOwner } from '../../store/keys/shredder.ts';
import type { Random } from '../random.ts';

/** A chart that clients work on; its patient's data, and its crew member's, bear marks to be found by. */
export interface PlannedChart {
  readonly name: string;
  readonly tenant_id: string;
  readonly id: string;
  /** The Idempotency-Key that opens it. */
  readonly key: string;
  readonly incident_number: string;
  readonly incident_id: string;
  /** How many commits it has before the simulation begins. */
  readonly before: number;
}

/** What a seed makes happen, besides faults. */
export interface Plan {
  readonly charts: readonly [PlannedChart, ...PlannedChart[]];
  readonly clients: readonly Caller[];
  readonly commandsEach: number;
  /** The longest that a client usually thinks between two commands. */
  readonly paceMs: number;
  readonly destructions: readonly KeyOwner[];
  /** The publisher is away for longer than the stream remembers. */
  readonly outage: boolean;
  readonly sweep: boolean;
  readonly rotation: boolean;
  readonly rebuilds: number;
}

const TENANTS = ['lakeside-ems', 'hilltop-ems'] as const;

/** Somebody of an agency. */
export const callerOf = (tenant_id: string, role: Role, who: string): Caller => ({
  tenant_id,
  role,
  user_id: derivedId('user', tenant_id, who),
});

/** The crew member that all charts of an agency tell of. */
export const crewOf = (tenant_id: string): KeyOwner => ({
  tenant_id,
  subject: { kind: 'crew', id: `medic of ${tenant_id}` },
});

/** A text that is somebody's, and nobody else's. */
export const markOf = ({ subject: { kind, id } }: KeyOwner): string => `mark of ${kind} ${id}`;

/** The patient of a chart. */
export const patientOf = ({ tenant_id, id }: Pick<PlannedChart, 'tenant_id' | 'id'>): KeyOwner => ({
  tenant_id,
  subject: { kind: 'patient', id },
});

/** So many commits that the next ones carry a snapshot. */
const NEAR_SNAPSHOT = 17;

const chartsOf = (random: Random, tenants: number): [PlannedChart, ...PlannedChart[]] => {
  const chart = (n: number, tenant_id: string): PlannedChart => {
    const [key, incident_number] = [`chart-${n}`, `L-25-${n}`];
    return {
      name: `chart-${n}`,
      tenant_id,
      key,
      incident_number,
      id: derivedId('chart', tenant_id, key),
      incident_id: derivedId('incident', tenant_id, incident_number),
      before: random.chance(0.05) ? NEAR_SNAPSHOT + random.below(4) : 0,
    };
  };
  const others = Array.from({ length: random.pick([0, 1, 1, 2]) }, (_, n) =>
    chart(n + 2, TENANTS[random.below(tenants)] ?? TENANTS[0]),
  );
  return [chart(1, TENANTS[0]), ...others];
};

const destructionsOf = (random: Random, charts: Plan['charts']): KeyOwner[] => {
  if (!random.chance(0.35)) return [];
  const chart = random.pick(charts);
  const owner = random.chance(0.6) ? patientOf(chart) : crewOf(chart.tenant_id);
  return random.chance(0.2) ? [owner, owner] : [owner];
};

/** The plan of a seed. */
export const planOf = (random: Random): Plan => {
  const charts = chartsOf(random, random.between(1, 2));
  const tenants = [...new Set(charts.map(({ tenant_id }) => tenant_id))];
  const clients = Array.from({ length: random.pick([2, 2, 3, 4]) }, (_, n) =>
    callerOf(tenants[n % tenants.length] ?? TENANTS[0], 'ems', `client ${n}`),
  );
  const destructions = destructionsOf(random, charts);
  return {
    charts,
    clients,
    destructions,
    commandsEach: random.between(1, 4) + destructions.length,
    paceMs: random.pick([300, 1_500, 4_000]),
    outage: random.chance(0.1),
    sweep: random.chance(0.08),
    rotation: random.chance(0.12),
    rebuilds: random.chance(0.35) ? random.between(1, 2) : 0,
  };
};
