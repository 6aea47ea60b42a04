import * as decider from '../../domain/chart.ts';
import type { Attachment, Signature } from '../../schemas/chart/files.ts';
import { isRefusal, refuse } from '../../schemas/error.ts';
import * as routes from '../../schemas/routes/chart-writes.ts';
import type { EventStore } from '../../store/event-store.ts';
import { filesOf } from '../../store/files/chart-files.ts';
import type { Uploads } from '../../store/uploads.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { type Change, type Changed, changeChart, written } from './chart-change.ts';
import type { SignedRequest } from './ids.ts';

interface Parts {
  readonly store: EventStore;
  readonly uploads: Uploads;
}

const GONE = refuse(
  'INVALID_TRANSITION',
  'The data of the patient was destroyed for ever; no file of theirs is taken any more.',
);

/** Whether the chart still tells of a file: it does not once its patient is destroyed. */
const holds = async (store: EventStore, tenant_id: string, { id, made }: Changed): Promise<boolean> => {
  const { state } = await store.head({ tenant_id, category: 'chart', id }, decider, 'warm');
  return state.status !== 'unopened' && (made in state.attachments || made in state.signatures);
};

/** Records that a file belongs to a chart, then permits its upload: a repetition permits it anew. */
const addFile = async (
  { store, uploads }: Parts,
  request: SignedRequest,
  what: Change & { readonly file: Signature | Attachment },
) => {
  const { file, ...change } = what;
  const done = await changeChart(store, request, change);
  if (isRefusal(done)) return done;
  const { tenant_id } = request.caller;
  if (!(await holds(store, tenant_id, done))) return GONE;
  const key = `${filesOf({ tenant_id, id: done.id })}${done.made}`;
  return { ...done, upload: await uploads.permit(key, file, request.now) };
};

const addSignature = (parts: Parts) =>
  endpoint(routes.addSignature, async (request) => {
    const { version: seen, ...signature } = request.body;
    const command = (signature_id: string) => ({ type: 'add_signature', signature_id, signature }) as const;
    const what = { id: request.params.id, operation: 'addSignature', seen, command, file: signature };
    const done = await addFile(parts, request, what);
    return isRefusal(done) ? done : { ...written(done), signature_id: done.made, upload: done.upload };
  });

const addAttachment = (parts: Parts) =>
  endpoint(routes.addAttachment, async (request) => {
    const { version: seen, ...attachment } = request.body;
    const command = (attachment_id: string) =>
      ({ type: 'add_attachment', attachment_id, attachment }) as const;
    const what = { id: request.params.id, operation: 'addAttachment', seen, command, file: attachment };
    const done = await addFile(parts, request, what);
    return isRefusal(done) ? done : { ...written(done), attachment_id: done.made, upload: done.upload };
  });

/** Signatures and attachments: the fact goes into the chart, the bytes straight to the bucket. */
export const chartFileEndpoints = (parts: Parts): readonly Endpoint[] =>
  [addSignature, addAttachment].map((make) => make(parts));
