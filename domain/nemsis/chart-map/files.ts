import { Attachment, Signature } from '../../../schemas/chart/files.ts';
import { moment, plainText, text, texts } from './form.ts';
import { type Row, rowsOf, type Said, type Table } from './row.ts';

const { row: signed } = rowsOf<Signature>();
const { row: attached } = rowsOf<Attachment>();

const LAST = 'eOther.20';
const FIRST = 'eOther.21';

/** One name for two elements: the last word is the last name. An entry can say which words are which. */
const signerName: Row<Signature> = {
  fields: ['signer_name'],
  elements: [LAST, FIRST],
  write({ signer_name: name }): Said {
    if (name === undefined) return {};
    const words = name.split(' ');
    const last = words.splice(-1).join();
    const first = words.join(' ').trim();
    return { [LAST]: [{ text: last }], ...(first !== '' && { [FIRST]: [{ text: first }] }) };
  },
  read(said) {
    const parts = [FIRST, LAST].map((element) => plainText(said[element] ?? []));
    return { signer_name: parts.filter((part) => part !== undefined).join(' ') };
  },
};

const STATUS = 'eOther.15';
const SIGNED = '4515031';

/** A typed signature was given; why one was not goes by number. */
const status: Row<Signature> = {
  fields: [],
  elements: [STATUS],
  write: () => ({ [STATUS]: [{ text: SIGNED }] }),
  read: () => ({}),
};

/** The group of signatures in eOther. The drawn signature itself (eOther.18) is a file, and stays out of reports. */
export const SIGNATURE: Table<Signature> = {
  schema: Signature.partial(),
  rows: [
    signed('signer_role', 'eOther.12', text),
    signed('reasons', 'eOther.13', texts),
    status,
    signed('content_type', 'eOther.17', text),
    signed('signed_at', 'eOther.19', moment),
    signerName,
  ],
};

/** The group of files in eOther. The file itself (eOther.11) stays out of reports. */
export const ATTACHMENT: Table<Attachment> = {
  schema: Attachment.partial(),
  rows: [
    attached('document_type', 'eOther.09', text),
    attached('content_type', 'eOther.10', text),
    attached('name', 'eOther.22', text),
  ],
};
