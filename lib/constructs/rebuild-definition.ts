import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  Choice,
  Condition,
  Errors,
  Fail,
  type IChainable,
  JitterType,
  JsonPath,
  Map as MapState,
  Succeed,
  TaskInput,
  type TaskStateBase,
  Timeout,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';

/** What the function is asked: the action, and what it is about. */
type Asked = Readonly<Record<string, unknown>> & { readonly action: string };

const GENERATION = { generation: JsonPath.numberAt('$.begun.generation') };

/**
 * The steps of a rebuild. Every task is one call of the function, whose answer says by its kind where to go on; what it
 * refuses ends the execution with the problem in plain words.
 *
 * ```
 * Start ─ building ─► Settle ─► Fill ─► Verify ─► Count ─► Conclude ─ done ─► Switch? ─ yes ─► Switch ─► Done
 *   │                            └ all segments side by side, ┘   └ unlike ─► Unlike      └ no ────────► Done
 *   │                              each until it is done
 *   ├ ready ───────────────────────────────────────────────────────────────► Switch?
 *   └ discarding ─► Settle ─► Discard (all segments) ─► Conclude ──────────────────────────────────────► Done
 * ```
 */
export class RebuildDefinition extends Construct {
  readonly chain: IChainable;
  readonly #function: IFunction;
  readonly #done: Succeed;
  readonly #refused: Fail;

  constructor(scope: Construct, id: string, lambdaFunction: IFunction) {
    super(scope, id);
    this.#function = lambdaFunction;
    this.#done = new Succeed(this, 'Done');
    this.#refused = this.#fail('Refused', '$.answer.problem');
    const toSwitch = this.#switching();
    this.chain = this.#task('Start', { action: 'start', input: JsonPath.objectAt('$') }, '$.begun').next(
      new Choice(this, 'Started?')
        .when(Condition.stringEquals('$.begun.kind', 'building'), this.#building(toSwitch))
        .when(Condition.stringEquals('$.begun.kind', 'ready'), toSwitch)
        .when(Condition.stringEquals('$.begun.kind', 'discarding'), this.#discarding())
        .otherwise(this.#fail('Not started', '$.begun.problem')),
    );
  }

  #building(next: IChainable): IChainable {
    const judged = new Choice(this, 'As the events say?')
      .when(Condition.stringEquals('$.answer.kind', 'done'), next)
      .when(Condition.stringEquals('$.answer.kind', 'unlike'), this.#fail('Unlike', '$.answer.problem'))
      .otherwise(this.#refused);
    return this.#settled('Settle')
      .next(this.#segments('Fill'))
      .next(this.#segments('Verify'))
      .next(this.#segments('Count'))
      .next(this.#task('Conclude', { action: 'conclude', ...GENERATION }))
      .next(judged);
  }

  #switching(): IChainable {
    return new Choice(this, 'Switch?')
      .when(
        Condition.booleanEquals('$.begun.switch', true),
        this.#task('Switch', { action: 'switch', ...GENERATION }).next(this.#doneOrRefused('Switched?')),
      )
      .otherwise(this.#done);
  }

  #discarding(): IChainable {
    return this.#settled('Settle for deletion')
      .next(this.#segments('Discard'))
      .next(this.#task('Conclude deletion', { action: 'conclude_discard', ...GENERATION }))
      .next(this.#doneOrRefused('Discarded?'));
  }

  #settled(id: string): Wait {
    return new Wait(this, id, { time: WaitTime.secondsPath('$.begun.wait_seconds') });
  }

  /** A part of the work: each segment is worked on, as long as a call may take, until it is done. */
  #segments(id: string): MapState {
    const work = this.#task(`${id} a segment`, {
      action: 'work',
      part: id.toLowerCase(),
      segment: JsonPath.numberAt('$.segment'),
      generation: JsonPath.numberAt('$.generation'),
    });
    const over = new Choice(this, `${id}: segment done?`)
      .when(Condition.stringEquals('$.answer.kind', 'done'), new Succeed(this, `${id}: segment done`))
      .when(Condition.stringEquals('$.answer.kind', 'unfinished'), work)
      .otherwise(this.#fail(`${id}: refused`, '$.answer.problem'));
    return new MapState(this, id, {
      itemsPath: '$.begun.segments',
      itemSelector: { ...GENERATION, segment: JsonPath.numberAt('$$.Map.Item.Value') },
      resultPath: JsonPath.DISCARD,
    }).itemProcessor(work.next(over));
  }

  #doneOrRefused(id: string): Choice {
    return new Choice(this, id)
      .when(Condition.stringEquals('$.answer.kind', 'done'), this.#done)
      .otherwise(this.#refused);
  }

  #fail(id: string, causePath: string): Fail {
    return new Fail(this, id, { error: id.replaceAll(' ', ''), causePath });
  }

  /** A call of the function; what throttles it, or breaks it off, is tried again for some minutes. */
  #task(id: string, asked: Asked, resultPath = '$.answer'): TaskStateBase {
    return new LambdaInvoke(this, id, {
      lambdaFunction: this.#function,
      payload: TaskInput.fromObject(asked),
      payloadResponseOnly: true,
      resultPath,
      taskTimeout: Timeout.duration(Duration.minutes(3)),
      retryOnServiceExceptions: false,
    }).addRetry({
      errors: [Errors.TASKS_FAILED, Errors.TIMEOUT],
      interval: Duration.seconds(2),
      backoffRate: 2,
      maxDelay: Duration.minutes(1),
      maxAttempts: 8,
      jitterStrategy: JitterType.FULL,
    });
  }
}
