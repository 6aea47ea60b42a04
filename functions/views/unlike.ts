import type { Findings } from '../../store/views/conclude.ts';

/** Why a generation is not switched to, and which streams to look at. */
export const unlikeText = ({ verify, early, wrong }: Findings): string => {
  const names = verify.names.length === 0 ? '' : `: ${verify.names.join(', ')}`;
  const rows = `${verify.streams} charts and ${verify.rows} rows, of the older ones ${verify.early} and ${early}`;
  return `What a rebuild makes is not what the events say, so it is not switched to: ${rows}; ${wrong} faults${names}.`;
};
