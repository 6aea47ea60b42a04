import type { PermitTable } from '../../store/rate-limit.ts';

type Permits = Parameters<PermitTable['take']>[0];

/** Permits counted in memory, as the ephemeral table counts them, and what was taken in which order. */
export const memoryPermitTable = () => {
  const taken: Permits[] = [];
  const used = new Map<string, number>();
  const table: PermitTable = {
    async take(permits) {
      const window = `${permits.holder} ${permits.minute}`;
      const before = used.get(window) ?? 0;
      if (before >= permits.limit) return false;
      taken.push(permits);
      used.set(window, before + permits.count);
      return true;
    },
  };
  return { table, taken };
};
