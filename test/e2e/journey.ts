import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Upload } from '../../schemas/routes/chart-writes.ts';
import type { Deployment } from '../engine-setup.ts';
import { agency, type Person } from './agency.ts';
import { subscribed } from './listener.ts';

const STEPS = ['in_progress', 'ready_for_review', 'completed', 'locked'];

const opened = (medic: Person, incident_number: string) =>
  medic.ask('POST', '/v1/charts', { incident_number }, { 'idempotency-key': randomUUID() });

/** Adds a file to the chart and uploads it to where the answer says. */
const attached = async (medic: Person, at: string, version: number) => {
  const bytes = Buffer.from('An invented document.');
  const file = {
    name: 'consent.txt',
    content_type: 'text/plain',
    size_bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  const { body } = await medic.ask('POST', `${at}/attachments`, { version, ...file });
  const { url, method, headers } = Upload.parse(body['upload']);
  const stored = await fetch(url, { method, headers, body: bytes });
  return { version: body['version'], stored: stored.status };
};

/** The walk through the whole system, by HTTP and WebSocket alone: the same on every engine and on AWS. */
export const journey = (where: string, deployment: () => Deployment) =>
  describe(`A chart's whole way, ${where}`, () => {
    it('is opened, documented, contested, pushed, completed, locked, listed and unlocked', async () => {
      const { tenant, person } = await agency(deployment());
      const [medic, second, admin, biller] = [
        await person('ems'),
        await person('ems'),
        await person('admin'),
        await person('billing'),
      ];
      const { status, body: chart } = await opened(medic, '26-0815');
      expect({ status, version: chart['version'] }).toStrictEqual({ status: 201, version: 1 });
      const at = `/v1/charts/${chart['id']}`;
      const channel = `incident:${tenant}:${chart['incident_id']}`;
      const listener = await subscribed(second, channel);

      const call = {
        times: { unit_notified: '2026-03-01T10:00:00-05:00' },
        response: { unit_call_sign: 'M7' },
      };
      expect((await medic.ask('PATCH', at, { version: 1, ...call })).body).toStrictEqual({
        id: chart['id'],
        version: 3,
      });
      const push = await listener.hears(({ version }) => version === 3);
      expect(push['seq']).toBeGreaterThanOrEqual(1);
      expect(push).toStrictEqual({
        type: 'incident.updated',
        channel,
        seq: push['seq'],
        chart_id: chart['id'],
        version: 3,
        events: ['chart.response_recorded', 'chart.times_recorded'],
        time: push['time'],
      });

      const stale = await second.ask('PATCH', `${at}/narrative`, { version: 1, text: 'Found at home.' });
      expect(stale.status).toBe(409);
      expect(stale.body['error']).toMatchObject({ code: 'VERSION_CONFLICT', details: { server_version: 3 } });

      const vitals = { version: 3, taken_at: '2026-03-01T10:12:00-05:00', heart_rate: 88 };
      expect((await second.ask('POST', `${at}/vitals`, vitals)).body['version']).toBe(4);
      expect((await biller.ask('PATCH', `${at}/narrative`, { version: 4, text: 'x' })).status).toBe(403);

      const upload = await attached(medic, at, 4);
      expect(upload).toStrictEqual({ version: 5, stored: 200 });

      for (const [index, to] of STEPS.entries()) {
        const step = await medic.ask('POST', `${at}/transitions`, { version: 5 + index, to });
        expect(step.body).toStrictEqual({ id: chart['id'], version: 6 + index, status: to });
      }
      await listener.hears(({ type, status: to }) => type === 'incident.status_changed' && to === 'locked');
      const late = await medic.ask('PATCH', `${at}/narrative`, { version: 9, text: 'More.' });
      expect(late.status).toBe(423);

      const seen = await biller.ask('GET', `${at}?min_version=9`);
      expect(seen.body).toMatchObject({
        version: 9,
        status: 'locked',
        times: { unit_notified: '2026-03-01T15:00:00.000Z' },
      });
      const list = await biller.ask('GET', '/v1/charts?status=locked&incident_number=26-0815');
      expect(list.body).toStrictEqual({
        items: [
          {
            id: chart['id'],
            status: 'locked',
            incident_number: '26-0815',
            incident_id: chart['incident_id'],
            date: seen.body['opened_at'],
            opened_at: seen.body['opened_at'],
            opened_by: seen.body['opened_by'],
            unit_call_sign: 'M7',
          },
        ],
        next_cursor: null,
      });

      const unlock = { version: 9, to: 'completed', reason: 'A second signature is missing.' };
      expect((await medic.ask('POST', `${at}/transitions`, unlock)).status).toBe(403);
      expect((await admin.ask('POST', `${at}/transitions`, unlock)).body['status']).toBe('completed');
      await listener.close();
    });
  });
