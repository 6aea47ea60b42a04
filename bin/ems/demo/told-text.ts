import type { Told } from '../../../local/demo/storyteller.ts';

type Of<K extends Told['kind']> = Extract<Told, { kind: K }>;

const label = (text: string): string => text.toLowerCase().padStart(10);

const stepText = ({ ms, title }: Of<'step'>): string => `  ${String(ms).padStart(5)} ms  ${title}`;

const pushText = ({ push: { type, status, version, events } }: Of<'push'>): string =>
  `${label('push')}  ${[type, status].filter(Boolean).join(' ')}, version ${version}: ${events.join(', ')}`;

const findingsText = ({ findings, more }: Of<'findings'>): string =>
  [
    ...findings.map(({ severity, message }) => `${label(severity)}  ${message}`),
    ...(more > 0 ? [`${label('')}  and ${more} more`] : []),
  ].join('\n');

/** What is told of the demonstration, as lines for people. */
export const toldText = (told: Told): string => {
  switch (told.kind) {
    case 'step':
      return stepText(told);
    case 'push':
      return pushText(told);
    case 'findings':
      return findingsText(told);
  }
};
