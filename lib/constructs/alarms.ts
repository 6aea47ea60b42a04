import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import { type KeyedService, nameIn } from '../service.ts';
import type { AlarmTopic } from './alarm-topic.ts';
import type { GuardedQueue } from './guarded-queue.ts';
import { apiMetrics, functionMetrics, machineMetrics, queueMetrics } from './metrics.ts';

/** What is watched, for how many minutes, and what it means to the person who is called. */
interface Watch {
  readonly name: string;
  readonly metric: IMetric;
  readonly threshold: number;
  readonly minutes: number;
  readonly meaning: string;
}

interface AlarmsProps {
  readonly service: KeyedService;
  readonly topic: AlarmTopic;
}

/** The stage's alarms. Each is named `fusionems-<stage>-<name>`, says what to do, and goes to the topic. */
export class Alarms extends Construct {
  /** Names of the alarms that mean users are affected, or soon will be. */
  readonly urgent: string[] = [];
  readonly #props: AlarmsProps;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.#props = props;
  }

  /** A function that fails or is held back. */
  ofFunction(functionName: string): void {
    const { errors, throttles } = functionMetrics(functionName);
    const name = this.#short(functionName);
    this.#add({
      name: `${name}-errors`,
      metric: errors,
      threshold: 1,
      minutes: 5,
      meaning: `${functionName} threw: refusals are answers, so this is a bug or a lost dependency. Read its log group.`,
    });
    this.#add({
      name: `${name}-throttles`,
      metric: throttles,
      threshold: 1,
      minutes: 5,
      meaning: `${functionName} was refused a place to run: raise the account's concurrency, or find who uses it up.`,
    });
  }

  /** The publisher falling behind its stream, which forgets after a day. */
  ofStream(functionName: string): void {
    this.#addUrgent({
      name: `${this.#short(functionName)}-behind`,
      metric: functionMetrics(functionName).iteratorAge,
      threshold: 60_000,
      minutes: 5,
      meaning: `${functionName} is a minute behind its stream: everything that is read grows stale. Read its log group.`,
    });
  }

  /** A queue whose messages wait two minutes longer than they are meant to. */
  ofQueue({ name, window }: Pick<GuardedQueue, 'name' | 'window'>): void {
    const seconds = 120 + window.toSeconds();
    this.#add({
      name: `${this.#short(name)}-old`,
      metric: queueMetrics(name).age,
      threshold: seconds,
      minutes: 5,
      meaning: `Messages of ${name} wait longer than ${seconds / 60} minutes: its function fails or is held back.`,
    });
  }

  /** A dead-letter queue that is not empty. */
  ofDeadLetters(queueName: string): void {
    this.#addUrgent({
      name: this.#short(queueName),
      metric: queueMetrics(queueName).waiting,
      threshold: 1,
      minutes: 1,
      meaning: `${queueName} holds dead letters: 'ems queue list' shows why, 'ems queue redrive' sends them again.`,
    });
  }

  /** A state machine whose execution ended without its work being done. Nobody may be following it. */
  ofMachine(machineName: string): void {
    this.#add({
      name: `${this.#short(machineName)}-failed`,
      metric: machineMetrics(this.#machineArn(machineName)).failed,
      threshold: 1,
      minutes: 5,
      meaning: `An execution of ${machineName} failed: its cause says why. What was done is kept; mend it and resume.`,
    });
  }

  /** The API answering 5xx. */
  ofApi(apiId: string): void {
    this.#addUrgent({
      name: 'http-failed',
      metric: apiMetrics(apiId).failed,
      threshold: 5,
      minutes: 5,
      meaning:
        'The HTTP API answers 5xx: find the trace_id of an answer in the logs of the function it names.',
    });
  }

  #machineArn(resourceName: string): string {
    return Stack.of(this).formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  #short(name: string): string {
    return name.slice(`${nameIn(this.#props.service)}-`.length);
  }

  #addUrgent(watch: Watch): void {
    this.urgent.push(this.#add(watch));
  }

  #add({ name, metric, threshold, minutes, meaning }: Watch): string {
    const alarmName = nameIn(this.#props.service, name);
    const alarm = new Alarm(this, name, {
      alarmName,
      alarmDescription: meaning,
      metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: minutes,
      datapointsToAlarm: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.#props.topic));
    alarm.addOkAction(new SnsAction(this.#props.topic));
    return alarmName;
  }
}
