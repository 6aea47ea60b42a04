import { describe, expect, it } from 'vitest';
import type { ImportedChart } from '../../../domain/nemsis/data-set-to-chart.ts';
import { saidByAgency } from '../../../domain/nemsis/said-by-agency.ts';
import type { Group } from '../../../schemas/nemsis/data-set.ts';
import { group, leaf, marked } from '../../nemsis/build.ts';
import { EMS } from '../../nemsis/dictionaries.ts';

const FACTS = { state_id: 'C034', number: '351', state: '09', time_zone: 'America/New_York' };

const defined = (name: string, ...values: string[]) =>
  marked(
    'eCustomConfiguration.CustomGroup',
    { CustomElementID: name },
    leaf('eCustomConfiguration.01', name),
    ...values.map((value) => leaf('eCustomConfiguration.06', value)),
  );
const configuration = (...definitions: Group[]) => group('eCustomConfiguration', ...definitions);

const imported = (custom?: Group, ...results: string[]): ImportedChart => ({
  agency: { ...FACTS, ...(custom && { custom }) },
  record: { uuid: '', number: '', software: { creator: '', name: '', version: '' } },
  commands: [],
  entries: {
    elements: results.map((text, n) => ({
      group: `result-${n}`,
      element: 'eCustomResults.02',
      values: [{ text }],
    })),
    groups: [],
  },
});

describe('what an export of an imported chart says otherwise', () => {
  it('is nothing where the agency says the same, in whatever order', () => {
    const file = imported(configuration(defined('weather', 'A', 'B'), defined('road')), 'weather', 'road');
    const custom = configuration(defined('road'), defined('weather', 'B', 'A'));
    expect(saidByAgency(file, { facts: FACTS, custom }, EMS)).toStrictEqual([]);
  });

  it.each([
    [
      'another number and state',
      { ...FACTS, number: '352', state: '10' },
      'dAgency.02, dAgency.04: the agency says otherwise, and an export says what the agency says',
    ],
    [
      'nothing of itself yet',
      undefined,
      'dAgency.01, dAgency.02, dAgency.04: the agency has not said who it is, and an export says what the agency says',
    ],
  ])('is who the agency is: %s', (_, facts, line) => {
    expect(saidByAgency(imported(), { facts }, EMS)).toStrictEqual([line]);
  });

  it('are custom elements that the agency does not define, or defines otherwise', () => {
    const file = imported(configuration(defined('weather', 'A'), defined('road'), defined('sky')), 'road');
    const custom = configuration(defined('weather', 'B'));
    expect(saidByAgency(file, { facts: FACTS, custom }, EMS)).toStrictEqual([
      'eCustomConfiguration: the agency does not define road, sky; "ems agency import" of this file adds it',
      'eCustomConfiguration: the agency defines weather otherwise, and an export says that',
    ]);
  });

  it('is nothing of what has no name, or a name that the file has used before', () => {
    const nameless = group('eCustomConfiguration.CustomGroup', leaf('eCustomConfiguration.01', 'x'));
    const file = imported(configuration(nameless, defined('weather'), defined('weather', 'A')));
    expect(
      saidByAgency(file, { facts: FACTS, custom: configuration(defined('weather')) }, EMS),
    ).toStrictEqual([]);
  });

  it('are results that refer to nothing, of which no name is told', () => {
    const custom = configuration(defined('weather'));
    const silent = { group: 'r', element: 'eCustomResults.02', values: [{ nv: '7701001' }] };
    const without = { ...imported(), entries: { elements: [silent], groups: [] } };
    expect(saidByAgency(without, { facts: FACTS, custom }, EMS)).toHaveLength(1);
    expect(
      saidByAgency(imported(undefined, 'weather', 'Smith'), { facts: FACTS, custom }, EMS),
    ).toStrictEqual([
      'eCustomResults.02: 1 of the custom results refer to no custom element of agency or file',
    ]);
  });
});
