import { afterEach } from 'vitest';
import { soapStateService } from '../../../adapters/nemsis-soap/soap-state-service.ts';
import type { StateService, Submission } from '../../../adapters/nemsis-soap/state-service.ts';
import { type StateServer, type StateServerSettings, startStateServer } from '../../../local/state-server.ts';
import { WSDL_SCHEMA } from '../../nemsis-wsdl.ts';

export const ACCOUNT = { username: 'danbury', password: 'pa<ss & "word"', organization: 'Danbury Fire' };

/** A chart in the form of a document; the state does not look into it. */
export const chart = (id = '1'): Submission => ({
  dataSet: 'EMS',
  schemaVersion: '3.5.1',
  xml: `<?xml version="1.0" encoding="UTF-8"?>\n<EMSDataSet xmlns="http://www.nemsis.org"><Header id="${id}"/></EMSDataSet>`,
  additionalInfo: 'FusionEMS <Quantum>',
});

const open: StateServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.stop()));
});

/** A state that works as these settings say, and a client of it that waits and reads as long as `limits` says. */
export const state = async (
  settings: Partial<StateServerSettings> = {},
  limits = { milliseconds: 5_000, answerBytes: 64_000 },
): Promise<{ server: StateServer; client: StateService }> => {
  const schema = WSDL_SCHEMA === undefined ? {} : { schema: WSDL_SCHEMA };
  const server = await startStateServer({ account: ACCOUNT, ...schema, ...settings });
  open.push(server);
  return {
    server,
    client: soapStateService({ endpoint: server.url, account: ACCOUNT, reach: 'local', limits }),
  };
};
