import { evolve, initial } from '../../domain/user.ts';
import { project } from '../../projections/charts.ts';
import { type Step, stepsOf } from '../../projections/history.ts';
import type { ChartView } from '../../schemas/chart/view.ts';
import type { Commit } from '../../schemas/commit.ts';
import type { Category } from '../../schemas/stream.ts';
import type { User } from '../../schemas/user.ts';
import { projected } from '../../store/catch-up.ts';
import { eventsOf } from '../../store/codec.ts';
import { chartSubjects } from './chart-subjects.ts';

/** A step of a stream, and whose data it tells. */
export interface ToldStep extends Step {
  readonly subjects: readonly string[];
}

type Told = (commits: readonly Commit[]) => readonly ToldStep[];

const chartSteps = stepsOf<ChartView>((chart, commit) => projected(project, chart, [commit]));
const userSteps = stepsOf<User>((user, commit) => eventsOf<'user'>(commit).reduce(evolve, user ?? initial));

const ofCharts: Told = (commits) =>
  chartSteps(commits).map((step) => ({
    ...step,
    subjects: [step.before, step.after].flatMap((chart) => (chart ? chartSubjects(chart) : [])),
  }));

const ofUsers: Told = (commits) =>
  userSteps(commits).map((step) => ({
    ...step,
    subjects: commits.slice(0, 1).map(({ id }) => `user/${id}`),
  }));

/** The steps of a stream of any category, each with the states that its own fold gives. */
export const STEPS: Readonly<Record<Category, Told>> = { chart: ofCharts, user: ofUsers };
