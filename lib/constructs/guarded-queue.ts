import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type KeyedService, nameIn } from '../service.ts';

/** The longest SQS keeps a message: dead letters wait for people. */
const DEAD_LETTER_RETENTION = Duration.days(14);

interface GuardedQueueProps {
  readonly service: KeyedService;
  /** What the queue feeds, as `charts`. */
  readonly name: string;
  /** How long a received message is hidden: six times its function's timeout, as Lambda asks. */
  readonly visibilityTimeout: Duration;
  /** Deliveries of a message before it is a dead letter. */
  readonly maxReceives: number;
  /** How long messages are waited for until there are enough of them for a call. */
  readonly window: Duration;
}

/** A queue's dead letters: encrypted, kept for 14 days, and open to the redrive of one queue or of none. */
export class DeadLetterQueue extends Queue {
  /** Its deployed name, plain text. */
  readonly name: string;

  /** @param feeds the name of the queue whose redrive policy may send here; without it only a function's own sends do */
  constructor(
    scope: Construct,
    { service, name, feeds }: { service: KeyedService; name: string; feeds?: string },
  ) {
    const queueName = nameIn(service, name, 'dead-letters');
    super(scope, 'DeadLetters', {
      queueName,
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: service.key,
      dataKeyReuse: Duration.hours(1),
      enforceSSL: true,
      retentionPeriod: DEAD_LETTER_RETENTION,
      redriveAllowPolicy:
        feeds === undefined
          ? { redrivePermission: RedrivePermission.DENY_ALL }
          : { sourceQueues: [Queue.fromQueueArn(scope, 'Source', arnOf(scope, feeds))] },
    });
    this.name = queueName;
  }
}

/** A queue with its dead letters. Both names are plain text, for alarms in another stack and for operators. */
export class GuardedQueue extends Construct {
  readonly name: string;
  readonly window: Duration;
  readonly queue: Queue;
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: GuardedQueueProps) {
    super(scope, id);
    const { service, name } = props;
    this.name = nameIn(service, name);
    this.window = props.window;
    // By name and not by reference: each of the two queues names the other.
    this.deadLetters = new DeadLetterQueue(this, { service, name, feeds: this.name });
    this.queue = new Queue(this, 'Queue', {
      queueName: this.name,
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: service.key,
      dataKeyReuse: Duration.hours(1),
      enforceSSL: true,
      visibilityTimeout: props.visibilityTimeout,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.maxReceives },
    });
  }
}

const arnOf = (scope: Construct, queueName: string): string =>
  Stack.of(scope).formatArn({ service: 'sqs', resource: queueName, arnFormat: ArnFormat.NO_RESOURCE_NAME });
