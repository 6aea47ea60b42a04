import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Dictionary, ElementDefinition, GroupDefinition } from '../../../schemas/nemsis/dictionary.ts';
import { indexOf, nameOf } from '../../../schemas/nemsis/dictionary-index.ts';
import { dictionaryOf } from '../../../schemas/nemsis/releases.ts';
import { nemsisMaterial, withMaterial } from '../../nemsis-material.ts';
import { TINY } from './tiny-dictionary.ts';

type Row = Readonly<Record<string, string | undefined>>;

const table = (file: string): Row[] => {
  const text = readFileSync(join(nemsisMaterial ?? '', 'facts', file), 'utf8');
  const [head = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const names = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(names.map((name, index) => [name, cells[index]]));
  });
};

const COLUMNS = [
  'path',
  'id',
  'kind',
  'min',
  'max',
  'name',
  'usage',
  'national',
  'state',
  'nil',
  'type',
  'NV',
  'PN',
  'attrs',
];

const attributesOf = ({ attributes }: ElementDefinition | GroupDefinition): string =>
  attributes.map(({ name, required }) => `${name}${required ? '!' : ''}`).join(' ');

const elementFacts = (definition: ElementDefinition): Row => ({
  kind: 'element',
  name: definition.name,
  usage: definition.usage,
  national: definition.national ? 'N' : '',
  state: definition.state ? 'S' : '',
  nil: definition.nillable ? '1' : '',
  type: definition.type,
  NV: definition.nv.join(' '),
  PN: definition.pn.join(' '),
});

const NO_FACTS = Object.fromEntries(COLUMNS.map((name) => [name, '']));

const factsOf = (dictionary: Dictionary): Row[] => {
  const { elements, groups } = indexOf(dictionary);
  return [...elements.values(), ...groups.values()]
    .toSorted((one, other) => one.position - other.position)
    .map(({ definition, path }) => ({
      ...NO_FACTS,
      kind: 'group',
      ...('element' in definition && elementFacts(definition)),
      path: path.join('/'),
      id: nameOf(definition),
      min: String(definition.min),
      max: String(definition.max ?? 'M'),
      attrs: attributesOf(definition),
    }));
};

const codesOf = (dictionary: Dictionary): string[] => {
  const types = [...indexOf(dictionary).elements.values()].map(({ definition }) => definition.type);
  const lists = new Set(types.flatMap((type) => dictionary.types[type]?.codes ?? []));
  return [...lists].flatMap((list) =>
    (dictionary.lists[list] ?? []).map(([code, label]) => `${list} ${code} ${label}`),
  );
};

describe.skipIf(!nemsisMaterial)(withMaterial('the facts of the standard'), () => {
  it.each(['EMS', 'DEM'] as const)('are all in the %s dictionary, in their order', (kind) => {
    const dictionary = dictionaryOf('3.5.1.250403CP1', kind) ?? TINY;
    const file = kind.toLowerCase();
    const rows = table(`${file}.elements.tsv`).map((row) =>
      Object.fromEntries(COLUMNS.map((name) => [name, row[name]])),
    );
    expect(factsOf(dictionary)).toEqual(rows);
    const codes = table(`${file}.codes.tsv`).map(({ list, code, label }) => `${list} ${code} ${label}`);
    expect(codesOf(dictionary)).toStrictEqual(codes);
  });
});
