import { CorruptCommit } from '../../../store/corrupt-commit.ts';
import { collectCommits } from '../../../store/evidence/collect.ts';
import { makeBundle } from '../../../store/evidence/make-bundle.ts';
import { BrokenLog } from '../../../store/log/broken-log.ts';
import {
  type SignedCheckpoint,
  type SignedLog,
  signedCheckpoints,
} from '../../../store/log/signed-checkpoints.ts';
import { tenantLog } from '../../../store/log/tenant-log.ts';
import { verifierKeyText } from '../../../store/log/verifier-key.ts';
import type { Screen } from '../cli/screen.ts';
import { toldWith } from '../cli/told.ts';
import { bundleSink, provideEmpty, removeBundle } from './bundle-folder.ts';
import type { AuditParts } from './parts.ts';

/** What one agency's evidence is made of, and where it goes. */
interface Work {
  readonly parts: AuditParts;
  readonly screen: Screen;
  readonly tenantId: string;
  readonly folder: string;
}

/** All checkpoints of a log, newest first. */
const checkpointsOf = async (log: SignedLog): Promise<SignedCheckpoint[]> => {
  const found: SignedCheckpoint[] = [];
  for await (const signed of signedCheckpoints(log)) found.push(signed);
  return found;
};

const NOT_AS_SIGNED =
  'What is stored is not what was signed. Keep everything as it is, compare with earlier bundles, and restore from the archive or a backup.';

const toldOf = (tenantId: string) =>
  toldWith(
    [
      [BrokenLog, NOT_AS_SIGNED],
      [CorruptCommit, NOT_AS_SIGNED],
    ],
    (words) => `No evidence of ${tenantId} can be made: ${words}`,
  );

const bundleOf = async ({ parts, screen, tenantId, folder }: Work, log: SignedLog) => {
  const signed = await checkpointsOf(log);
  const [newest] = signed;
  if (!newest) return undefined;
  const pages = collectCommits(
    { tenantId, feed: parts.logs.feed, commits: parts.commits },
    newest,
    (read, of) => screen.progress(`${tenantId}: ${read} of ${of} commits read`),
  );
  const checkpoints = signed.map(({ note }) => note).toReversed();
  const signedLog = { origin: log.key.name, signer: parts.logs.signer, checkpoints };
  return { ...(await makeBundle(signedLog, pages, bundleSink(folder))), checkpoints: checkpoints.length };
};

/**
 * Writes the evidence of one agency; whether there is any. Refuses where what is stored is not what was signed, and leaves
 * nothing of it then.
 */
export const exportOne = async (work: Work): Promise<boolean> => {
  const { parts, screen, tenantId, folder } = work;
  await provideEmpty(folder);
  const log = await tenantLog(parts.logs, tenantId);
  const counts = await bundleOf(work, log).catch(async (error: unknown) => {
    await removeBundle(folder);
    return toldOf(tenantId)(error);
  });
  if (!counts) return false;
  const key = verifierKeyText(log.key);
  screen.result(
    { tenant_id: tenantId, folder, ...counts, key },
    `${tenantId}: ${counts.entries} entries, ${counts.checkpoints} checkpoints in ${folder}\n  key ${key}`,
  );
  return true;
};
