import { describe, expect, it } from 'vitest';
import { formElements } from '../../../domain/nemsis/form-elements.ts';
import { DEM, EMS } from '../../nemsis/dictionaries.ts';

describe('the elements for forms', () => {
  it('are all there are, in the order of the standard', () => {
    const { elements, groups, types } = formElements(EMS);
    expect(elements).toHaveLength(453);
    expect(elements.slice(0, 2).map(({ element }) => element)).toStrictEqual(['dAgency.01', 'dAgency.02']);
    expect(elements.filter(({ within }) => within === null).map(({ section }) => section)).toStrictEqual(
      expect.arrayContaining(['dAgency', 'eCustomConfiguration', 'eRecord']),
    );
    expect(groups).toHaveLength(34);
    expect(elements.filter(({ type }) => types[type] === undefined && !type.startsWith('xs:'))).toStrictEqual(
      [],
    );
  });

  it('of a section come with its groups and its types alone', () => {
    const { elements, groups, types } = formElements(EMS, 'eLabs');
    expect(elements.map(({ element, within }) => [element, within])).toStrictEqual([
      ['eLabs.01', 'eLabs.LabGroup'],
      ['eLabs.02', 'eLabs.LabGroup'],
      ['eLabs.03', 'eLabs.LabResultGroup'],
      ['eLabs.04', 'eLabs.LabResultGroup'],
      ['eLabs.05', 'eLabs.LabImageGroup'],
      ['eLabs.06', 'eLabs.LabImageGroup'],
      ['eLabs.07', 'eLabs.WaveformGraphicGroup'],
      ['eLabs.08', 'eLabs.WaveformGraphicGroup'],
    ]);
    expect(groups.map(({ group, within }) => [group, within])).toStrictEqual([
      ['eLabs.LabGroup', 'root'],
      ['eLabs.LabResultGroup', 'eLabs.LabGroup'],
      ['eLabs.LabImageGroup', 'eLabs.LabGroup'],
      ['eLabs.WaveformGraphicGroup', 'eLabs.LabImageGroup'],
    ]);
    expect(Object.keys(types).length).toBeLessThan(20);
  });

  it('of a section that is not there are none', () => {
    expect(formElements(EMS, 'eNone')).toStrictEqual({ elements: [], groups: [], types: {} });
  });

  it('of demographic data stand in its own report', () => {
    const { elements } = formElements(DEM, 'dAgency');
    expect(elements.slice(0, 1)).toMatchObject([{ element: 'dAgency.01', within: 'root' }]);
    expect(formElements(DEM, 'dRecord').elements.every(({ within }) => within === null)).toBe(true);
  });
});
