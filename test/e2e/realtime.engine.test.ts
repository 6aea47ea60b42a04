import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { agency, type Person } from './agency.ts';
import { openSocket, subscribed, ticketUrl } from './listener.ts';

const opened = async (medic: Person) => {
  const key = { 'idempotency-key': randomUUID() };
  const { body } = await medic.ask('POST', '/v1/charts', { incident_number: '26-2' }, key);
  return { at: `/v1/charts/${body['id']}`, incident: String(body['incident_id']) };
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
});
