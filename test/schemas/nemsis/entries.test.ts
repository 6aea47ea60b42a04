import { describe, expect, test } from 'vitest';
import {
  ElementChange,
  ElementEntry,
  type Entries,
  GroupChange,
  withChanges,
} from '../../../schemas/nemsis/entries.ts';
import { InstanceId } from '../../../schemas/nemsis/instance.ts';
import { phiSubject, subjectOf } from '../../../schemas/phi.ts';
import { idOf } from '../../sample-chart.ts';

const said = (group: string, element: string, ...texts: string[]) => ({
  group,
  element,
  values: texts.map((text) => ({ text })),
});

describe('entries after a change', () => {
  const before: Entries = {
    elements: [
      said('root', 'eHistory.01', 'a'),
      said(idOf(1), 'eHistory.01', 'b'),
      said('root', 'eHistory.05', 'c'),
    ],
    groups: [
      { id: idOf(1), group: 'eHistory.CurrentMedsGroup' },
      { id: idOf(2), group: 'eHistory.CurrentMedsGroup' },
    ],
  };

  test('keep their order; what is new comes last', () => {
    const elements = [said('root', 'eHistory.06', 'd'), said(idOf(1), 'eHistory.01', 'e')];
    const groups = [
      { id: idOf(3), group: 'eHistory.CurrentMedsGroup' },
      { id: idOf(1), group: 'eHistory.CurrentMedsGroup', attributes: { CorrelationID: 'x' } },
    ];
    expect(withChanges(before, { elements, groups })).toStrictEqual({
      elements: [before.elements[0], elements[1], before.elements[2], elements[0]],
      groups: [groups[1], before.groups[1], groups[0]],
    });
  });

  test('lack what was taken away', () => {
    const changes = {
      elements: [said('root', 'eHistory.01')],
      groups: [{ id: idOf(1), removed: true as const }],
    };
    expect(withChanges(before, changes)).toStrictEqual({
      elements: before.elements.slice(1),
      groups: before.groups.slice(1),
    });
  });
});

describe('what is said in an instance of the crew is theirs, all else the patient’s', () => {
  const crewed = [
    [ElementEntry, said('crew/m1', 'eCrew.01', 'm1')],
    [ElementChange, said('crew/m1', 'eCrew.01')],
    [GroupChange, { id: 'crew/m1', group: 'eCrew.CrewGroup' }],
    [GroupChange, { id: 'crew/m1', removed: true }],
  ] as const;

  test.each(crewed)('%#', (schema, value) => {
    const option = schema.options.find((each) => each.safeParse(value).success);
    expect(option && subjectOf(option, value, 'chart')).toStrictEqual({ kind: 'crew', id: 'm1' });
  });

  test.each(crewed)('%#, of the patient', (schema, value) => {
    const theirs = JSON.parse(JSON.stringify(value).replace('crew/m1', idOf(1)));
    const option = schema.options.find((each) => each.safeParse(theirs).success);
    expect(option && phiSubject(option)).toBe('patient');
  });
});

test.each([
  ['root', true],
  ['chief-complaint', true],
  ['crew/54266', true],
  [idOf(1), true],
  ['crew/', false],
  ['crew/a#b', false],
  [`crew/${'x'.repeat(51)}`, false],
  ['crew/a\u0000', false],
  ['roots', false],
  ['', false],
])('%j as an instance: %s', (id, is) => {
  expect(InstanceId.safeParse(id).success).toBe(is);
});
