import { randomUUID } from 'node:crypto';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ListObjectVersionsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  GetQueueAttributesCommand,
  type QueueAttributeName,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { subjectStream } from '../../functions/commands/subject-endpoints.ts';
import { CREDENTIALS } from '../../local/environment.ts';
import { busEntryOf } from '../../store/bus-entry.ts';
import { CommitItem } from '../../store/commit-item.ts';
import { filesOf } from '../../store/files/chart-files.ts';
import { streamKey } from '../../store/stream-key.ts';
import { emsOnDeployment, objectsOf } from '../bin/ems/deployed.ts';
import { agency } from './agency.ts';
import { behind } from './behind.ts';

const SOON = { timeout: 50_000, interval: 500 };
const ems = emsOnDeployment('guarded');
const deployment = inject('guarded');
const { dynamo, output, sqs, store } = behind(deployment);
const { endpoint, region } = deployment;
const s3 = new S3Client({ endpoint, region, credentials: CREDENTIALS });
const QueueUrl = output('SubjectsQueueUrl');
const HIDDEN: QueueAttributeName = 'VisibilityTimeout';

/** How long a message that failed is held back, in seconds. */
const hideFor = (seconds: string) =>
  sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { [HIDDEN]: seconds } }));

const deployedHiding = async () => {
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [HIDDEN] });
  return String((await sqs.send(asked)).Attributes?.[HIDDEN]);
};

/** Uploads a file to a chart's folder, as who was permitted to before the patient's key was destroyed. */
const upload = async (folder: string) => {
  const file = { Bucket: output('AttachmentsBucket'), Key: `${folder}${randomUUID()}`, Body: 'Invented.' };
  await s3.send(new PutObjectCommand(file));
};

const filesIn = async (Prefix: string) => {
  const asked = { Bucket: output('AttachmentsBucket'), Prefix };
  return ((await s3.send(new ListObjectVersionsCommand(asked))).Versions ?? []).length;
};

/** A destruction of an invented patient's key that the bus told of and that is finished; and where its commit lies. */
const destroyed = async () => {
  const { tenant, person } = await agency(deployment);
  const medic = await person('ems');
  const key = { 'idempotency-key': randomUUID() };
  const { body } = await medic.ask('POST', '/v1/charts', { incident_number: '26-0816' }, key);
  const id = String(body['id']);
  await medic.ask('PATCH', `/v1/charts/${id}/patient`, { version: 1, last_name: 'Marker' });
  const folder = filesOf({ tenant_id: tenant, id });
  await upload(folder);
  const at = `/v1/subjects/patient/${id}/destruction`;
  expect((await (await person('admin')).ask('POST', at, { reason: 'Request 18.' })).status).toBe(200);
  await vi.waitFor(async () => expect(await filesIn(folder)).toBe(0), SOON);
  const stream = subjectStream({ tenant_id: tenant, subject: { kind: 'patient', id } });
  const [commit] = (await store.load(stream)).commits;
  if (!commit) throw new Error('The destruction is not recorded.');
  return { entry: busEntryOf(commit), about: streamKey(stream), folder };
};

const itemAt = async (about: string) => {
  const Key = marshall({ pk: about, sk: 1 });
  const found = await dynamo.send(new GetItemCommand({ TableName: output('EventsTable'), Key }));
  return CommitItem.loose().parse(unmarshall(found.Item ?? {}));
};
const putItem = (item: CommitItem) =>
  dynamo.send(new PutItemCommand({ TableName: output('EventsTable'), Item: marshall(item) }));

describe('With IAM enforced, a destruction that fails for good', () => {
  let scene: Awaited<ReturnType<typeof destroyed>>;
  let sound: CommitItem;
  let hidden: string;

  const letters = async () => {
    const { out } = await ems(['queue', 'list', '--json', '--limit', '1000']);
    return objectsOf(out).filter(
      (each) => each['queue'] === 'subjects' && each['about'] === `${scene.about} v1`,
    );
  };
  const files = () => filesIn(scene.folder);

  beforeAll(async () => {
    hidden = await deployedHiding();
    await hideFor('2');
    scene = await destroyed();
    sound = await itemAt(scene.about);
  });
  afterAll(() => hideFor(hidden));

  it('becomes a dead letter with its reason, and has done nothing', async () => {
    await putItem({ ...sound, role: 'ems' });
    await upload(scene.folder);
    const MessageBody = JSON.stringify({ detail: scene.entry });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    await expect.poll(letters, SOON).toStrictEqual([
      expect.objectContaining({
        reason: `CorruptCommit: The commit at ${scene.about} version 1 cannot be read: it was changed since it was written: its hash is another.`,
        source: 'fusionems-dev-subjects',
      }),
    ]);
    expect(await files()).toBe(1);
  });

  it('is finished when its cause is mended and it is sent again, and its letter is gone', async () => {
    await putItem(sound);
    const [letter] = await letters();
    const { exitCode, err } = await ems(['queue', 'redrive', 'subjects', '--id', String(letter?.['id'])]);
    expect({ exitCode, err }).toStrictEqual({
      exitCode: 0,
      err: expect.stringContaining('1 sent again, 0 left'),
    });
    await expect.poll(files, SOON).toBe(0);
    expect(await letters()).toStrictEqual([]);
  });
});
