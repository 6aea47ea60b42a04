import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldChanges } from '../../projections/field-changes.ts';

const [A, B] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'];
const entry = (vital_id: string, systolic: number) => ({ vital_id, vitals: { systolic, spo2: 97 } });

describe('The changes of fields', () => {
  it('name what was set, replaced and cleared, at any depth', () => {
    const before = { status: 'draft', patient: { sex: 'a', last_name: 'Doe' } };
    const after = { status: 'locked', patient: { last_name: 'Doe', first_name: 'Alex' } };
    expect(fieldChanges(before, after)).toStrictEqual([
      { path: '/status', before: 'draft', after: 'locked' },
      { path: '/patient/sex', before: 'a' },
      { path: '/patient/first_name', after: 'Alex' },
    ]);
  });

  it('tell of an entry under its id, wherever it stands', () => {
    const before = { vitals: [entry(A, 120), entry(B, 110)] };
    const after = { vitals: [entry(B, 110), entry(A, 130)] };
    expect(fieldChanges(before, after)).toStrictEqual([
      { path: `/vitals/${A}/vitals/systolic`, before: 120, after: 130 },
    ]);
  });

  it('tell of a new entry by each of its fields', () => {
    expect(fieldChanges({ vitals: [] }, { vitals: [entry(A, 120)] })).toStrictEqual([
      { path: `/vitals/${A}/vital_id`, after: A },
      { path: `/vitals/${A}/vitals/systolic`, after: 120 },
      { path: `/vitals/${A}/vitals/spo2`, after: 97 },
    ]);
  });

  it('tell of an element under the instance that it stands in, and of a group under its id', () => {
    const element = (text: string) => ({ group: 'root', element: 'eHistory.17', values: [{ text }] });
    const group = (CorrelationID: string) => ({
      id: B,
      group: 'eHistory.CurrentMedsGroup',
      attributes: { CorrelationID },
    });
    expect(
      fieldChanges(
        { elements: [{ ...element('1'), group: A }, element('1')], groups: [group('a')] },
        { elements: [element('2')], groups: [group('b')] },
      ),
    ).toStrictEqual([
      { path: `/elements/${A}~1eHistory.17/group`, before: A },
      { path: `/elements/${A}~1eHistory.17/element`, before: 'eHistory.17' },
      { path: `/elements/${A}~1eHistory.17/values`, before: [{ text: '1' }] },
      { path: '/elements/root~1eHistory.17/values', before: [{ text: '1' }], after: [{ text: '2' }] },
      { path: `/groups/${B}/attributes/CorrelationID`, before: 'a', after: 'b' },
    ]);
  });

  it('take a list of values, or of entries that no id tells apart, as one value', () => {
    const crew = (...ids: string[]) => ids.map((crew_id) => ({ crew_id }));
    expect(
      fieldChanges({ codes: ['1'], crew: crew('7', '7') }, { codes: ['1', '2'], crew: [{}] }),
    ).toStrictEqual([
      { path: '/codes', before: ['1'], after: ['1', '2'] },
      { path: '/crew', before: crew('7', '7'), after: [{}] },
    ]);
    expect(fieldChanges([{ crew_id: 1 }], [])).toStrictEqual([{ path: '', before: [{ crew_id: 1 }] }]);
  });

  it('begin with the first state, which nothing comes before', () => {
    expect(fieldChanges(undefined, { status: 'draft', patient: {}, gone: undefined })).toStrictEqual([
      { path: '/status', after: 'draft' },
    ]);
  });

  it('tell a null from nothing', () => {
    expect(fieldChanges({ a: null }, { a: undefined })).toStrictEqual([{ path: '/a', before: null }]);
  });

  it('escape what a pointer would read as a step', () => {
    const crew = (crew_id: string) => ({ crew: [{ crew_id, level: 'P' }] });
    expect(fieldChanges(crew('a/b~c'), { crew: [] }).map(({ path }) => path)).toStrictEqual([
      '/crew/a~1b~0c/crew_id',
      '/crew/a~1b~0c/level',
    ]);
  });

  it('of anything with itself are none', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => fieldChanges(value, structuredClone(value)).length === 0),
    );
  });

  it('lead from the one state to the other, and backwards from there', () => {
    const set = (from: unknown, changes: ReturnType<typeof fieldChanges>) => {
      const fields = new Map(fieldChanges(undefined, from).map(({ path, after }) => [path, after]));
      for (const change of changes)
        if ('after' in change) fields.set(change.path, change.after);
        else fields.delete(change.path);
      return new Map([...fields].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    };
    const states = fc.dictionary(
      fc.string(),
      fc.oneof(fc.jsonValue(), fc.array(fc.record({ x_id: fc.uuid() }))),
    );
    fc.assert(
      fc.property(states, states, (before, after) => {
        expect(set(before, fieldChanges(before, after))).toStrictEqual(set(after, []));
        expect(set(after, fieldChanges(after, before))).toStrictEqual(set(before, []));
      }),
    );
  });
});
