import type { PartStatus, ViewStatus } from '../../../store/views/status.ts';

const WORK: Record<PartStatus['part'], readonly [doing: string, what: string]> = {
  fill: ['filling', 'commits'],
  verify: ['comparing', 'charts'],
  count: ['counting', 'rows'],
  discard: ['deleting', 'rows'],
};

const left = ({ done, seconds_left }: PartStatus): string => {
  if (done) return 'done';
  return seconds_left === undefined ? 'how much is left is not known' : `about ${seconds_left} s left`;
};

/** One line about a part of the work: how much of it, how fast, and how much is left. */
export const partText = (status: PartStatus): string => {
  const { part, worked, of, per_second, wrong } = status;
  const [doing, what] = WORK[part];
  const share = of === undefined || status.done ? `${worked}` : `${worked} of about ${of}`;
  const faults = wrong === 0 ? '' : `, ${wrong} wrong`;
  return `${doing}: ${share} ${what}, ${per_second} a second, ${left(status)}${faults}`;
};

const BESIDE = {
  idle: '',
  building: 'is being built',
  ready: 'is ready to be switched to',
  switched: 'was live before and is kept up to date',
  discarding: 'is being deleted',
};

/** How it stands with a read model, for people. */
export const statusText = ({ copies, parts }: ViewStatus): string => {
  const { state, live, beside, since } = copies;
  const other = beside === undefined ? [] : [`generation ${beside} ${BESIDE[state]}, since ${since}`];
  return [`${state}: generation ${live} is live`, ...other, ...parts.map(partText)].join('\n  ');
};
