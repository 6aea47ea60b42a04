import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  MessageNotInflight,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** A message that was given up. `reason` and `source` are absent when the queue itself gave it up after too many tries. */
export interface DeadLetter {
  readonly id: string;
  readonly body: string;
  readonly reason: string | undefined;
  readonly source: string | undefined;
  readonly sentAt: Date;
  /** Lets go of this message or deletes it: good while the message is held. */
  readonly receipt: string;
}

/** A dead-letter queue as its operator sees it. What is taken is held: hidden from all others for a minute. */
export interface DeadLetterQueue {
  count(): Promise<number>;
  /** Up to ten letters, or none when there are none that nobody holds. */
  take(): Promise<readonly DeadLetter[]>;
  /** Lets go of a letter, so that it is there again at once. */
  release(letter: DeadLetter): Promise<void>;
  remove(letter: DeadLetter): Promise<void>;
}

const HOLD_SECONDS = 60;
/** Long enough that every server of the queue is asked, which a short poll does not do. */
const WAIT_SECONDS = 1;
const MOST = 10;

const letterOf = ({
  MessageId,
  Body,
  Attributes,
  MessageAttributes,
  ReceiptHandle,
}: Message): DeadLetter => ({
  id: MessageId ?? '',
  body: Body ?? '',
  reason: MessageAttributes?.['reason']?.StringValue,
  source: MessageAttributes?.['source']?.StringValue,
  sentAt: new Date(Number(Attributes?.SentTimestamp ?? 0)),
  receipt: ReceiptHandle ?? '',
});

/** A dead-letter queue in SQS. */
export const sqsDeadLetterQueue = (client: SQSClient, QueueUrl: string): DeadLetterQueue => ({
  async count() {
    const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] });
    const { Attributes = {} } = await client.send(command);
    return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  },
  async take() {
    const command = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: MOST,
      VisibilityTimeout: HOLD_SECONDS,
      WaitTimeSeconds: WAIT_SECONDS,
      MessageAttributeNames: ['reason', 'source'],
      MessageSystemAttributeNames: ['SentTimestamp'],
    });
    const { Messages = [] } = await client.send(command);
    return Messages.map(letterOf);
  },
  async release({ receipt }) {
    const command = new ChangeMessageVisibilityCommand({
      QueueUrl,
      ReceiptHandle: receipt,
      VisibilityTimeout: 0,
    });
    try {
      await client.send(command);
    } catch (error) {
      // The hold ran out before: the letter is there again already.
      if (!(error instanceof MessageNotInflight)) throw error;
    }
  },
  async remove({ receipt }) {
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receipt }));
  },
});
