import fc from 'fast-check';
import { ChartCommand } from '../../schemas/chart/commands.ts';
import { CHART_EVENTS, type ChartEvent } from '../../schemas/chart/events.ts';
import { ChartStatus } from '../../schemas/chart/status.ts';
import { type Actor, Role } from '../../schemas/identity.ts';
import { actor, idOf, moveTo } from '../sample-chart.ts';
import { arbitraryOf } from '../schema-arbitrary.ts';

/** Few ids, so that what one event makes another one finds. */
const fewIds = fc.constantFrom(...[0, 1, 2].map(idOf));
const ID_FIELDS = ['vital_id', 'intervention_id', 'signature_id', 'attachment_id'];

const withId = <T extends object>(data: T, id: string): T =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, ID_FIELDS.includes(name) ? id : value]),
  ) as T;

const fewInstances = fc.constantFrom('root', 'chief-complaint', 'crew/m1', ...[0, 1, 2, 3].map(idOf));
const fewElements = fc.constantFrom('eHistory.01', 'eVitals.06', 'eLabs.03');
const fewGroups = fc.constantFrom(
  'eVitals.VitalGroup',
  'eLabs.LabGroup',
  'eLabs.LabResultGroup',
  'eCrew.CrewGroup',
);
const fewPlaces = fc.oneof({ weight: 3, arbitrary: fc.constant('root') }, fewGroups);

/** What is said by number, in a chart that is small enough for one command to find what another one put. */
const putElements = fc.record({
  type: fc.constant('put_elements' as const),
  elements: fc.array(
    fc.record(
      {
        group: fewInstances,
        element: fewElements,
        values: fc.array(fc.record({ text: fc.constantFrom('1', '2') }), { maxLength: 2 }),
        within: fewPlaces,
      },
      { requiredKeys: ['group', 'element', 'values'] },
    ),
    { maxLength: 2 },
  ),
  groups: fc.array(
    fc.oneof(
      fc.record(
        {
          id: fewInstances,
          group: fewGroups,
          parent: fewInstances.filter((id) => !id.startsWith('crew/')),
          attributes: fc.constantFrom({}, { CorrelationID: 'a' }),
          within: fewPlaces,
        },
        { requiredKeys: ['id', 'group', 'within'] },
      ),
      fc.record({ id: fewInstances, removed: fc.constant(true as const) }),
    ),
    { maxLength: 2 },
  ),
});

/** Any command there is, on few ids. */
export const anyCommand: fc.Arbitrary<ChartCommand> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.tuple(arbitraryOf(ChartCommand), fewIds).map(([command, id]) => withId(command, id)),
  },
  { weight: 2, arbitrary: putElements.map((command) => ChartCommand.parse(command)) },
);

/** Any event there is, on few ids, whether or not it can follow. */
export const anyEvent: fc.Arbitrary<ChartEvent> = fc
  .oneof(
    ...Object.entries(CHART_EVENTS).map(([type, { data }]) =>
      arbitraryOf(data).map((made) => ({ type, data: made }) as ChartEvent),
    ),
  )
  .chain((event) => fewIds.map((id) => ({ ...event, data: withId(event.data, id) }) as ChartEvent));

/** Anybody, of any role. */
export const anyActor: fc.Arbitrary<Actor> = fc.constantFrom(...Role.options, 'system' as const).map(actor);

/** Somebody who may only read. */
export const anyReader = anyActor.filter(({ role }) => role !== 'ems' && role !== 'admin');

const mover = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(actor('ems'), actor('admin')) },
  { weight: 1, arbitrary: anyActor },
);
const anyMove = fc.constantFrom(...ChartStatus.options).map((to) => moveTo(to, 'because'));
const oneStep = fc
  .record({
    command: fc.oneof({ weight: 3, arbitrary: anyCommand }, { weight: 1, arbitrary: anyMove }),
    who: mover,
  })
  .map((step) => [step]);
const wayForward = fc
  .subarray(ChartStatus.options)
  .map((way) => way.map((to) => ({ command: moveTo(to), who: actor('ems') })));

/** A history as people make it: much is recorded, by those who may and by others, and the chart moves now and then. */
export const anyHistory = fc
  .array(fc.oneof({ weight: 4, arbitrary: oneStep }, { weight: 1, arbitrary: wayForward }), {
    maxLength: 30,
    size: 'max',
  })
  .map((parts): { command: ChartCommand; who: Actor }[] => parts.flat());
