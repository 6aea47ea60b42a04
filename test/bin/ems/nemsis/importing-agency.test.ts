import { describe, expect, it } from 'vitest';
import { importingAgency } from '../../../../bin/ems/nemsis/importing-agency.ts';
import { agencyWorld, DEMOGRAPHICS } from '../../../functions/agency-world.ts';
import { minute, TENANT } from '../../../sample-chart.ts';

describe('the agency that imports charts', () => {
  it('is the one that has said who it is', async () => {
    const { store, put } = agencyWorld();
    await put('elements', { version: 0, ...DEMOGRAPHICS });
    const { agency, dictionary } = await importingAgency(store, TENANT, minute(9));
    expect([agency.facts?.number, dictionary.kind]).toStrictEqual(['351', 'EMS']);
  });

  it('is refused where it never said anything, with what to do first', async () => {
    const { store, put } = agencyWorld();
    await put('elements', { version: 0, ...DEMOGRAPHICS });
    await expect(importingAgency(store, 'lakesied-ems', minute(9))).rejects.toMatchObject({
      exitCode: 2,
      problem: 'No agency lakesied-ems has said anything of itself; nothing was imported.',
      advice: expect.stringMatching(/Is the name right\?.*"ems agency import".*PUT \/v1\/agency\/elements/),
    });
  });
});
