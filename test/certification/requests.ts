import type { ChartCommand, ChartCommandOf } from '../../schemas/chart/commands.ts';

/** A request of a chart, after its address: `/v1/charts/{id}`. */
export interface ChartRequest {
  readonly method: 'PATCH' | 'POST';
  readonly path: '' | '/patient' | '/narrative' | '/vitals' | '/interventions';
  readonly body: object;
  /** What is made: the id that the command has for it, and under which name the answer has the real one. */
  readonly makes?: { readonly id: string; readonly answeredAs: string };
}

/** Two sections have addresses of their own. */
const recorded = ({ changes }: ChartCommandOf<'record'>): ChartRequest[] => {
  const { patient, narrative, ...call } = changes;
  return [
    { method: 'PATCH', path: '', body: call },
    { method: 'PATCH', path: '/patient', body: { ...patient } },
    { method: 'PATCH', path: '/narrative', body: { ...narrative } },
  ];
};

/** The requests by which a client does what a command of a chart does. */
export const requestsOf = (command: ChartCommand): ChartRequest[] => {
  switch (command.type) {
    case 'record':
      return recorded(command);
    case 'record_vitals': {
      const makes = { id: command.vital_id, answeredAs: 'vital_id' };
      return [{ method: 'POST', path: '/vitals', body: command.vitals, makes }];
    }
    case 'record_intervention': {
      const makes = { id: command.intervention_id, answeredAs: 'intervention_id' };
      return [{ method: 'POST', path: '/interventions', body: command.intervention, makes }];
    }
    default:
      throw new Error(`No case asks for ${command.type}.`);
  }
};
