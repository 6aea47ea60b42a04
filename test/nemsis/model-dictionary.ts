import { readFileSync } from 'node:fs';
import type { Dictionary, ElementDefinition, GroupDefinition } from '../../schemas/nemsis/dictionary.ts';
import { material } from '../nemsis-material.ts';

interface ModelType {
  base?: string | ModelType;
  union?: (string | ModelType)[];
  enum?: [string, string][];
}
interface ModelNode {
  n: string;
  min: string;
  max: string;
  nil?: boolean;
  name?: string;
  usage?: ElementDefinition['usage'];
  nat?: string;
  state?: string;
  t?: string | ModelType;
  attrs?: { n: string; t: string | ModelType; req?: boolean }[];
  k?: ModelNode[];
}

const codesOf = (type: string | ModelType, types: Record<string, ModelType>): string[] => {
  const shape = typeof type === 'string' ? types[type] : type;
  if (!shape) return [];
  return [
    ...(shape.enum ?? []).map(([code]) => code),
    ...(shape.union ?? []).flatMap((member) => codesOf(member, types)),
  ];
};

const built = (model: { tree: ModelNode[]; types: Record<string, ModelType> }, kind: 'EMS' | 'DEM') => {
  const attributesOf = (node: ModelNode) =>
    (node.attrs ?? [])
      .filter(({ n }) => n !== 'NV' && n !== 'PN')
      .map(({ n, t, req }) => ({
        name: n,
        type: typeof t === 'string' ? t : 'inline',
        required: req === true,
      }));
  const allowed = (node: ModelNode, name: string) => {
    const found = node.attrs?.find(({ n }) => n === name);
    return found ? codesOf(found.t, model.types) : [];
  };
  const occurs = (node: ModelNode) => ({
    min: Number(node.min),
    ...(node.max !== 'unbounded' && { max: Number(node.max) }),
  });
  const element = (node: ModelNode): ElementDefinition => ({
    element: node.n,
    name: node.name ?? '',
    usage: node.usage ?? 'Optional',
    national: node.nat === 'Yes',
    state: node.state === 'Yes',
    ...occurs(node),
    nillable: node.nil === true,
    type: typeof node.t === 'string' ? node.t : 'inline',
    nv: allowed(node, 'NV'),
    pn: allowed(node, 'PN'),
    attributes: attributesOf(node),
  });
  const group = (node: ModelNode): GroupDefinition => ({
    group: node.n,
    ...occurs(node),
    attributes: attributesOf(node),
    children: (node.k ?? []).map((child) => (child.k ? group(child) : element(child))),
  });
  const root = model.tree[0];
  if (!root) throw new Error('the model has no root');
  const types = Object.fromEntries(
    Object.entries(model.types).map(([name, { base }]) => [name, typeof base === 'string' ? { base } : {}]),
  );
  return { release: '3.5.1.250403CP1', kind, root: group(root), types, lists: {} } satisfies Dictionary;
};

/** A dictionary built from the material's lossless model: what tests compare a shipped dictionary's users with. */
export const modelDictionary = (kind: 'EMS' | 'DEM'): Dictionary =>
  built(JSON.parse(readFileSync(material('facts', `${kind.toLowerCase()}.model.json`), 'utf8')), kind);
