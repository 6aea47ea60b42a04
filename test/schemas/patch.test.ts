import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesOf, merged } from '../../schemas/patch.ts';

const section = { city: 'Danbury', codes: ['1', '2'], gps: { latitude: 41.4 } };

describe('The changes of a patch', () => {
  it('are what differs from the section', () => {
    const patch = { city: 'Bethel', codes: ['1', '2'], gps: { latitude: 41.4 }, state: '09' };
    expect(changesOf(section, patch)).toStrictEqual({ city: 'Bethel', state: '09' });
  });

  it('clear what is known, and not what is unknown', () => {
    expect(changesOf(section, { city: null, county: null })).toStrictEqual({ city: null });
  });

  it('see a list in another order as another list', () => {
    expect(changesOf(section, { codes: ['2', '1'] })).toStrictEqual({ codes: ['2', '1'] });
  });
});

describe('A merged section', () => {
  it('has what changed, and lacks what was cleared', () => {
    expect(merged(section, { city: null, state: '09', codes: ['3'] })).toStrictEqual({
      codes: ['3'],
      gps: { latitude: 41.4 },
      state: '09',
    });
  });

  it('leaves the section as it was', () => {
    const before = structuredClone(section);
    merged(section, { city: 'Bethel' });
    expect(section).toStrictEqual(before);
  });
});

const value = fc.oneof(fc.string(), fc.integer(), fc.array(fc.integer(), { maxLength: 3 }));
const names = fc.constantFrom('a', 'b', 'c', 'd');
const anySection = fc.dictionary(names, value).map((each) => ({ ...each }));
const anyPatch = fc.dictionary(names, fc.option(value)).map((each) => ({ ...each }));

describe('Whatever the section and the patch', () => {
  it('merging the changes is merging the patch', () => {
    fc.assert(
      fc.property(anySection, anyPatch, (from, patch) => {
        expect(merged(from, changesOf(from, patch))).toStrictEqual(merged(from, patch));
      }),
    );
  });

  it('a patch repeated changes nothing', () => {
    fc.assert(
      fc.property(anySection, anyPatch, (from, patch) => {
        expect(changesOf(merged(from, patch), patch)).toStrictEqual({});
      }),
    );
  });
});
