import { EMPTY_ROOT, leafHash, nodeHash } from '../../../store/log/merkle.ts';

/** The hash of the `n`-th invented leaf. */
export const leafAt = (n: number): Uint8Array => leafHash(Buffer.from(`leaf ${n}`));

/** The hashes of the first `n` invented leaves, or of those from `from` on. */
export const leavesTo = (n: number, from = 0): Uint8Array[] =>
  Array.from({ length: n - from }, (_, index) => leafAt(from + index));

/** The root as RFC 6962, 2.1 defines it, word for word: MTH(D[n]), over leaf hashes. */
export const naiveRoot = (leaves: readonly Uint8Array[]): Uint8Array => {
  const [only] = leaves;
  if (!only) return EMPTY_ROOT;
  if (leaves.length === 1) return only;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
};

/** The bytes with one bit changed. */
export const changed = (bytes: Uint8Array, at = 0): Uint8Array =>
  bytes.map((byte, n) => (n === at % bytes.length ? byte ^ 1 : byte));
