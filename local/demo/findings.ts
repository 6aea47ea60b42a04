import * as z from 'zod';

/** What is wrong with a data set. It names no value of it, so it may be shown. */
export const Finding = z.object({
  severity: z.enum(['FATAL', 'ERROR', 'WARNING']),
  element: z.string(),
  message: z.string(),
});
export type Finding = z.infer<typeof Finding>;

/** What every judgement answers: what was found, and by which schema, rules and profile. */
export const Judgement = z.object({
  findings: z.array(Finding),
  judged_by: z.array(z.object({ name: z.string(), version: z.string(), origin: z.string() })),
});
type Judgement = z.infer<typeof Judgement>;

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** How many findings there are: `1 fatal, 2 errors, 15 warnings`. Of these, warnings do not keep a data set back. */
export const countsText = ({ findings }: Pick<Judgement, 'findings'>): string => {
  const of = (severity: Finding['severity']) => findings.filter((each) => each.severity === severity).length;
  return `${of('FATAL')} fatal, ${counted(of('ERROR'), 'error')}, ${counted(of('WARNING'), 'warning')}`;
};

/** The findings that would keep a data set from being sent before those that would not. */
export const blockingFirst = ({ findings }: Pick<Judgement, 'findings'>): readonly Finding[] =>
  findings.toSorted((a, b) => Number(a.severity === 'WARNING') - Number(b.severity === 'WARNING'));

/** Who judged, as `own schema EMS 3.5.1, completeness 3.5.1`. */
export const judgesText = ({ judged_by }: Pick<Judgement, 'judged_by'>): string =>
  judged_by.map(({ name, version }) => `${name} ${version}`).join(', ');
