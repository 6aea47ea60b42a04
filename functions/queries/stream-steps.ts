import * as agency from '../../domain/agency.ts';
import * as job from '../../domain/export.ts';
import * as subject from '../../domain/subject.ts';
import * as user from '../../domain/user.ts';
import { project } from '../../projections/charts.ts';
import { type Step, stepsOf } from '../../projections/history.ts';
import type { AgencyState } from '../../schemas/agency.ts';
import type { ChartView } from '../../schemas/chart/view.ts';
import type { Commit } from '../../schemas/commit.ts';
import { Export } from '../../schemas/export.ts';
import type { Category } from '../../schemas/stream.ts';
import type { SubjectState } from '../../schemas/subject.ts';
import type { User } from '../../schemas/user.ts';
import { projected } from '../../store/catch-up.ts';
import { eventsOf } from '../../store/codec.ts';
import type { Fold } from '../../store/fold.ts';
import { agencySubjects } from './agency-subjects.ts';
import { chartSubjects } from './chart-subjects.ts';

/** A step of a stream, and whose data it tells. */
export interface ToldStep extends Step {
  readonly subjects: readonly string[];
}

type Told = (commits: readonly Commit[]) => readonly ToldStep[];

const chartSteps = stepsOf<ChartView>((chart, commit) => projected(project, chart, [commit]));
/** The fold of an aggregate whose state is what there is to read of it. */
const stateAfter = <C extends Category, S>({ initial, evolve }: Pick<Fold<C, S>, 'initial' | 'evolve'>) =>
  stepsOf<S>((state, commit) =>
    eventsOf<C>({ ...commit }).reduce((before, event) => evolve(before, event), state ?? initial),
  );

const ofCharts: Told = (commits) =>
  chartSteps(commits).map((step) => ({
    ...step,
    subjects: [step.before, step.after].flatMap((chart) => (chart ? chartSubjects(chart) : [])),
  }));

/** Histories that are about nobody's health are read under the name of the stream, and of the people in it. */
const ofStates =
  <C extends Category, S>(
    category: C,
    fold: Pick<Fold<C, S>, 'initial' | 'evolve'>,
    peopleIn: (state: S) => readonly string[] = () => [],
  ): Told =>
  (commits) =>
    stateAfter(fold)(commits).map((step) => ({
      ...step,
      subjects: [
        ...commits.slice(0, 1).map(({ id }) => `${category}/${id}`),
        ...[step.before, step.after].flatMap((state) => (state ? peopleIn(state) : [])),
      ],
    }));

/** What was found in a chart is its patient's; demographic data has none, and is read under the export's own name. */
const exportSubjects = (step: Step, id: string): readonly string[] => {
  const { request } = Export.parse(step.after) as Partial<Extract<Export, { request: unknown }>>;
  return [request && 'chart_id' in request ? `patient/${request.chart_id}` : `export/${id}`];
};

const ofExports: Told = (commits) =>
  stateAfter<'export', Export>(job)(commits).map((step) => ({
    ...step,
    subjects: commits.slice(0, 1).flatMap(({ id }) => exportSubjects(step, id)),
  }));

/** The steps of a stream of any category, each with the states that its own fold gives. */
export const STEPS: Readonly<Record<Category, Told>> = {
  chart: ofCharts,
  subject: ofStates<'subject', SubjectState>('subject', subject),
  user: ofStates<'user', User>('user', user),
  agency: ofStates<'agency', AgencyState>('agency', agency, agencySubjects),
  export: ofExports,
};
