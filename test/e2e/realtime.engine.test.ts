import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { connections } from '../../store/realtime/connections.ts';
import { dynamoConnectionTable } from '../../store/realtime/dynamo-connection-table.ts';
import { agency, type Person } from './agency.ts';
import { behind } from './behind.ts';
import { openSocket, subscribed, ticketUrl } from './listener.ts';

const opened = async (medic: Person) => {
  const key = { 'idempotency-key': randomUUID() };
  const { body } = await medic.ask('POST', '/v1/charts', { incident_number: '26-2' }, key);
  return { at: `/v1/charts/${body['id']}`, incident: String(body['incident_id']) };
};

/** The connections as the service has written them down. */
const openConnections = () => {
  const { dynamo, output } = behind(inject('deployment'));
  return connections(dynamoConnectionTable(dynamo, output('EphemeralTable')));
};

describe('The WebSocket', () => {
  it('opens once a ticket', async () => {
    const { person } = await agency(inject('deployment'));
    const url = await ticketUrl(await person('ems'));
    await (await openSocket(url)).close();
    await expect(openSocket(url)).rejects.toThrow('did not open');
  });

  it("tells nobody of another agency's incidents", async () => {
    const ours = await agency(inject('deployment'));
    const medic = await ours.person('ems');
    const { at, incident } = await opened(medic);
    const theirs = await agency(inject('deployment'));
    const stranger = await openSocket(await ticketUrl(await theirs.person('admin')));
    stranger.say({ action: 'subscribe', channel: `incident:${ours.tenant}:${incident}` });
    const refused = await stranger.hears(({ type }) => type === 'error');
    expect(refused['error']).toMatchObject({ code: 'NOT_FOUND' });
    stranger.say({ action: 'subscribe', channel: `incident:${theirs.tenant}:${incident}` });
    await stranger.hears(({ type }) => type === 'subscribed');

    const friend = await subscribed(medic, `incident:${ours.tenant}:${incident}`);
    await medic.ask('PATCH', `${at}/narrative`, { version: 1, text: 'Ours alone.' });
    await friend.hears(({ type }) => type === 'incident.updated');
    expect(stranger.told.map(({ type }) => type)).toStrictEqual(['error', 'subscribed']);
    await Promise.all([stranger.close(), friend.close()]);
  });

  it('goes on telling those who stay when somebody has gone', async () => {
    const { tenant, person } = await agency(inject('deployment'));
    const medic = await person('ems');
    const { at, incident } = await opened(medic);
    const channel = `incident:${tenant}:${incident}`;
    const [gone, stays] = [await subscribed(medic, channel), await subscribed(medic, channel)];
    await gone.close();
    await medic.ask('PATCH', `${at}/narrative`, { version: 1, text: 'Still here.' });
    await stays.hears(({ version }) => version === 2);
    stays.say('no JSON');
    expect((await stays.hears(({ type }) => type === 'error'))['error']).toMatchObject({
      code: 'VALIDATION_FAILED',
    });
    await stays.close();
  });

  it('forgets who went without a word, and tells the others', async () => {
    const { tenant, person } = await agency(inject('deployment'));
    const medic = await person('ems');
    const { at, incident } = await opened(medic);
    const write = (version: number) =>
      medic.ask('PATCH', `${at}/narrative`, { version, text: `After ${version}.` });
    const all = openConnections();
    const listening = () => all.subscribers({ tenant_id: tenant, incident_id: incident });
    const stays = await subscribed(medic, `incident:${tenant}:${incident}`);
    await write(1);
    await stays.hears(({ version }) => version === 2);
    const living = await listening();
    expect(living).toHaveLength(1);

    const now = new Date().toISOString();
    const stale = { tenant_id: tenant, connection_id: `stale-${randomUUID()}` };
    await all.open(stale, { tenant_id: tenant, user_id: randomUUID(), role: 'ems' }, now);
    expect(await all.subscribe(stale, incident, now)).toBe('subscribed');
    await write(2);
    await stays.hears(({ version }) => version === 3);
    await expect.poll(listening, { timeout: 20_000, interval: 100 }).toStrictEqual(living);
    expect(await all.subscribe(stale, incident, now)).toBe('gone');
    await write(3);
    await stays.hears(({ version }) => version === 4);
    await stays.close();
  });
});
