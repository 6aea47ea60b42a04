/** Who signs for a log: an Ed25519 key that nobody can take away, or one in memory for tests. */
export interface Signer {
  /** The public key: the 32 bytes of RFC 8032. */
  publicKey(): Promise<Uint8Array>;
  /** The signature over the message as it is (RFC 8032, Ed25519): 64 bytes. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}
