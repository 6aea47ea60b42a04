import { expect, test } from 'vitest';
import { QueueName } from '../../../../bin/ems/queue/queues.ts';
import { PARTS, Synthesized } from '../../../lib/stage.ts';

test('every queue of dead letters that is deployed can be listed and redriven', () => {
  const stage = new Synthesized();
  const deployed = PARTS.flatMap((part) => stage.outputs(part))
    .filter((output) => output.endsWith('DeadLetterQueueUrl'))
    .map((output) => output.replace('DeadLetterQueueUrl', '').toLowerCase());
  expect(deployed.toSorted()).toStrictEqual(QueueName.options.toSorted());
});
