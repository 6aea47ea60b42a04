import { createHash } from 'node:crypto';

const sha256 = (...parts: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest());

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

/** Bytes in a hash. */
export const HASH_BYTES = 32;

/** The root of a tree without leaves (RFC 6962, 2.1). */
export const EMPTY_ROOT = sha256();

/** The hash of a leaf's bytes (RFC 6962, 2.1): its first byte differs from a node's, so neither can pass for the other. */
export const leafHash = (bytes: Uint8Array): Uint8Array => sha256(LEAF, bytes);

/** The hash of two subtrees that lie side by side (RFC 6962, 2.1). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(NODE, left, right);

/** Whether two hashes, or texts of bytes, are the same. */
export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/**
 * The hash over subtrees that lie side by side from left to right, each larger than the next: the root of all their
 * leaves. No subtree at all: the root of an empty tree.
 */
export const foldSubtrees = (subtrees: readonly Uint8Array[]): Uint8Array =>
  subtrees.length === 0 ? EMPTY_ROOT : subtrees.reduceRight((right, left) => nodeHash(left, right));
