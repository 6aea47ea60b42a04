import { describe, expect, it } from 'vitest';
import { importDemographics } from '../../../../bin/ems/agency/import-demographics.ts';
import { OperatorFault } from '../../../../bin/ems/cli/fault.ts';
import { agencyProfile, agencyStream } from '../../../../functions/agency.ts';
import type { Entries } from '../../../../schemas/nemsis/entries.ts';
import { DEMOGRAPHICS } from '../../../functions/agency-world.ts';
import { memoryStore } from '../../../memory-store.ts';
import { idOf, minute, TENANT } from '../../../sample-chart.ts';

const world = () => {
  const store = memoryStore();
  const told: string[] = [];
  let ids = 500;
  const run = (entries: Entries) =>
    importDemographics(store, {
      tenant: TENANT,
      entries,
      nextId: () => {
        ids += 1;
        return idOf(ids);
      },
      now: () => new Date(minute(1)),
      progress: (text) => void told.push(text),
    });
  const commits = async () => (await store.load(agencyStream(TENANT))).commits;
  return { store, told, run, commits };
};

const people = (count: number): Entries => {
  const numbers = Array.from({ length: count }, (_, n) => n + 1_000);
  return {
    groups: numbers.map((n) => ({ id: idOf(n), group: 'dPersonnel.PersonnelGroup' })),
    elements: numbers.map((n) => ({
      group: idOf(n),
      element: 'dPersonnel.01',
      values: [{ text: `Name ${n}` }],
    })),
  };
};

describe('an import of demographic data', () => {
  it('makes an agency say exactly what the file says, as the operator', async () => {
    const { store, run, told, commits } = world();
    expect(await run(DEMOGRAPHICS)).toStrictEqual({ version: 2, elements: 10, groups: 4 });
    expect(told).toStrictEqual(['recording part 1 of 1']);
    expect((await agencyProfile(store, TENANT)).demographics).toStrictEqual(DEMOGRAPHICS);
    expect((await commits()).map(({ actor }) => actor)).toStrictEqual([
      { user_id: 'ems-agency-import', role: 'system' },
    ]);
    const less = { elements: DEMOGRAPHICS.elements.slice(0, 2), groups: [] };
    expect(await run(less)).toStrictEqual({ version: 4, elements: 2, groups: 0 });
    expect((await agencyProfile(store, TENANT)).demographics).toStrictEqual(less);
  });

  it('leaves the custom elements of its charts, which no such file can name', async () => {
    const { store, run } = world();
    const custom = {
      elements: [{ group: idOf(90), element: 'eCustomConfiguration.01', values: [{ text: 'Weather' }] }],
      groups: [
        {
          id: idOf(90),
          group: 'eCustomConfiguration.CustomGroup',
          attributes: { CustomElementID: 'weather' },
        },
      ],
    };
    await run(custom);
    await run(DEMOGRAPHICS);
    const { demographics } = await agencyProfile(store, TENANT);
    expect(demographics.elements).toStrictEqual(
      expect.arrayContaining([...custom.elements, ...DEMOGRAPHICS.elements]),
    );
    expect(demographics.groups).toHaveLength(DEMOGRAPHICS.groups.length + 1);
  });

  it('done again adds nothing', async () => {
    const { run, commits } = world();
    await run(DEMOGRAPHICS);
    expect((await run(DEMOGRAPHICS)).version).toBe(2);
    expect(await commits()).toHaveLength(1);
  });

  it('is in as many commits as hold it', async () => {
    const { store, run, told, commits } = world();
    const many = people(200);
    expect(await run(many)).toStrictEqual({ version: 200, elements: 200, groups: 200 });
    expect(told).toHaveLength(3);
    expect(await commits()).toHaveLength(3);
    expect((await agencyProfile(store, TENANT)).demographics).toStrictEqual(many);
  });

  it('names what the standard does not have, and records nothing of it', async () => {
    const { run, commits } = world();
    const wrong = {
      elements: [{ group: 'root', element: 'dAgency.04', values: [{ text: 'x' }] }],
      groups: [],
    };
    const fault = await run(wrong).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(OperatorFault);
    expect(String(fault)).toContain('dAgency.04 must');
    expect(await commits()).toStrictEqual([]);
  });
});
