import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { judgedByProfile } from '../../../adapters/nemsis-xml/judged-by-profile.ts';
import about from '../../../package.json' with { type: 'json' };
import { JudgedBy } from '../../../schemas/nemsis/finding.ts';
import { DEM, EMS } from '../../nemsis/dictionaries.ts';

const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

describe('our own profile, as what judged', () => {
  it('is told by the release, the version of the product, and what it judges by', () => {
    expect(JudgedBy.parse(judgedByProfile(EMS))).toStrictEqual({
      stage: 'profile',
      name: 'completeness',
      version: `3.5.1.250403CP1+${about.version}`,
      origin: 'own',
      sha256: digest(EMS),
    });
  });

  it('is another one for another dictionary, and the same for the same', () => {
    const changed = { ...EMS, lists: {} };
    expect([EMS, DEM, changed, EMS].map((each) => judgedByProfile(each).sha256)).toStrictEqual(
      [EMS, DEM, changed, EMS].map(digest),
    );
  });
});
