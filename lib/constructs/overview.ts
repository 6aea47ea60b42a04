import { Dashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type KeyedService, nameIn } from '../service.ts';
import { apiMetrics, functionMetrics, queueMetrics } from './metrics.ts';

interface OverviewProps {
  readonly service: KeyedService;
  readonly apiId: string;
  /** Deployed names. */
  readonly functions: readonly string[];
  readonly queues: readonly string[];
  readonly streams: readonly string[];
}

/** One page for the person on call, in the order of a command's way: door, functions, stream, queues. */
export class Overview extends Dashboard {
  constructor(scope: Construct, props: OverviewProps) {
    super(scope, 'Overview', { dashboardName: nameIn(props.service) });
    const { functions, queues, streams } = props;
    const { requests, refused, failed, latency } = apiMetrics(props.apiId);
    const of = functions.map(functionMetrics);
    this.addWidgets(graph('Requests', [requests, refused, failed]), graph('Latency, p95 (ms)', [latency]));
    this.addWidgets(
      graph(
        'Function errors',
        of.map(({ errors }) => errors),
      ),
      graph(
        'Function time, p95 (ms)',
        of.map(({ duration }) => duration),
      ),
    );
    this.addWidgets(
      graph(
        'Publisher behind (ms)',
        streams.map((name) => functionMetrics(name).iteratorAge),
      ),
      graph(
        'Messages waiting',
        queues.map((name) => queueMetrics(name).waiting),
      ),
    );
  }
}

const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 12 });
