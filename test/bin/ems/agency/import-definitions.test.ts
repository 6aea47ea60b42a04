import { describe, expect, it } from 'vitest';
import { importDefinitions } from '../../../../bin/ems/agency/import-definitions.ts';
import { importDemographics } from '../../../../bin/ems/agency/import-demographics.ts';
import { agencyProfile } from '../../../../functions/agency.ts';
import type { Group } from '../../../../schemas/nemsis/data-set.ts';
import { DEMOGRAPHICS } from '../../../functions/agency-world.ts';
import { memoryStore } from '../../../memory-store.ts';
import { group, leaf, marked } from '../../../nemsis/build.ts';
import { idOf, minute, TENANT } from '../../../sample-chart.ts';

const definition = (name: string, title: string) =>
  marked(
    'eCustomConfiguration.CustomGroup',
    { CustomElementID: name },
    leaf('eCustomConfiguration.01', { text: title, attributes: { nemsisElement: 'eScene.01' } }),
    leaf('eCustomConfiguration.02', 'As it was on the way'),
    leaf('eCustomConfiguration.03', '9902009'),
    leaf('eCustomConfiguration.04', '9923001'),
    leaf('eCustomConfiguration.05', '9903007'),
  );
const configuration = (...definitions: Group[]) => group('eCustomConfiguration', ...definitions);

const world = () => {
  const store = memoryStore();
  let ids = 700;
  const run = {
    tenant: TENANT,
    nextId: () => {
      ids += 1;
      return idOf(ids);
    },
    now: () => new Date(minute(1)),
    progress: () => undefined,
  };
  const define = (custom: Group) => importDefinitions(store, { ...run, custom });
  const custom = async () => (await agencyProfile(store, TENANT)).facts?.custom;
  return { store, run, define, custom };
};

describe('the custom elements of a report', () => {
  const weather = definition('weather', 'Weather');
  const road = definition('road', 'Road');

  it('are added to an agency beside all that it says, and stand in its reports as they stood there', async () => {
    const { store, run, define, custom } = world();
    await importDemographics(store, { ...run, entries: DEMOGRAPHICS });
    expect(await define(configuration(weather))).toStrictEqual({
      version: 3,
      added: ['weather'],
      otherwise: [],
    });
    expect(await define(configuration(road, weather))).toStrictEqual({
      version: 4,
      added: ['road'],
      otherwise: [],
    });
    expect(await custom()).toStrictEqual(configuration(weather, road));
  });

  it('change nothing where the agency defines them already', async () => {
    const { define } = world();
    await define(configuration(weather));
    const again = configuration(weather, definition('weather', 'Twice in a file'));
    expect(await define(again)).toStrictEqual({ version: 1, added: [], otherwise: [] });
  });

  it('are left where the agency defines them otherwise', async () => {
    const { store, run, define, custom } = world();
    await importDemographics(store, { ...run, entries: DEMOGRAPHICS });
    await define(configuration(weather));
    expect(await define(configuration(definition('weather', 'Sky'), road))).toStrictEqual({
      version: 4,
      added: ['road'],
      otherwise: ['weather'],
    });
    expect(await custom()).toStrictEqual(configuration(weather, road));
  });
});
