/** Which demographic data the agencies' states have: the digest of what each took last. What is lost is sent once more. */
export interface StateCopies {
  last(tenantId: string, endpoint: string): Promise<string | undefined>;
  took(tenantId: string, endpoint: string, sha256: string): Promise<void>;
}
