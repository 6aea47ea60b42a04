import type { Access } from '../../schemas/access.ts';

/** Whose reads are asked for: those about a subject, or those by a user. */
export type AccessQuery = { readonly subject: string } | { readonly actor: string };

/** Which part of them: at most `limit`, beginning behind the position `after`. */
export interface PageAsked {
  readonly limit: number;
  readonly after?: string | undefined;
}

/** Reads, newest first, and the position where the page ended when there are more. */
export interface AccessPage {
  readonly items: readonly Access[];
  readonly next: string | undefined;
}

/** Who read whose data, and what for: only ever added to. */
export interface AccessTrail {
  /** Keeps reads that are about to be answered. Once it resolves all are kept; when it rejects nothing may be answered. */
  record(tenantId: string, accesses: readonly Access[]): Promise<void>;
  list(tenantId: string, query: AccessQuery, page: PageAsked): Promise<AccessPage>;
}

/** A page of what was found, where one more than asked for was looked for. */
export const accessPage = (
  found: readonly { access: Access; position: string }[],
  limit: number,
): AccessPage => ({
  items: found.slice(0, limit).map(({ access }) => access),
  next: found.length > limit ? found[limit - 1]?.position : undefined,
});
