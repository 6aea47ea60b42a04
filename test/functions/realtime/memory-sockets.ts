import type { Sockets } from '../../../functions/realtime/sockets.ts';
import type { ServerMessage } from '../../../schemas/realtime.ts';

/** WebSockets in memory, in place of API Gateway: keeps what each was told; some are gone, some fail. */
export const memorySockets = ({ gone = [], failing = [] }: { gone?: string[]; failing?: string[] } = {}) => {
  const told = new Map<string, ServerMessage[]>();
  const sockets: Sockets = {
    async send(connection_id, message) {
      if (gone.includes(connection_id)) return 'gone';
      if (failing.includes(connection_id)) throw new Error(`The socket ${connection_id} fails.`);
      told.set(connection_id, [...(told.get(connection_id) ?? []), message]);
      return 'sent';
    },
  };
  return { sockets, told: () => Object.fromEntries(told) };
};
