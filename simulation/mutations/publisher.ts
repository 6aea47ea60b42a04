import type { Mutation } from './mutation.ts';

/** Bugs of the publisher, of what consumes queues, and of the pushes. */
export const PUBLISHER: readonly Mutation[] = [
  {
    name: 'publisher-ignores-refused-entries',
    file: 'functions/events/publish.ts',
    find: 'if (passing.length > 0) throw',
    replace: 'if (passing.length === batch.length) throw',
    why: 'what the bus refuses of a batch is never told again',
    seed: 2,
  },
  {
    name: 'publisher-buries-what-passes',
    file: 'functions/events/publish.ts',
    find: "const PERMANENT = ['MalformedDetail',",
    replace: "const PERMANENT = ['ThrottlingException', 'MalformedDetail',",
    why: 'a fault that passes ends in a dead letter',
    seed: 2,
  },
  {
    name: 'publisher-tells-first-of-batch',
    file: 'functions/events/publish-records.ts',
    find: 'entries.map(({ entry }) => entry),\n  );',
    replace: 'entries.map(({ entry }) => entry).slice(0, 3),\n  );',
    why: 'of a larger batch the last commits are not told',
    seed: 23,
  },
  {
    name: 'consumer-forgets-failures',
    file: 'functions/events/consume.ts',
    find: 'if (!isFinal(error, record, consumer.maxReceives)) return false;',
    replace: 'if (!isFinal(error, record, consumer.maxReceives)) return true;',
    why: 'a message that failed is done with',
    seed: 2,
  },
  {
    name: 'consumer-forgets-failures-of-batch',
    file: 'functions/events/consume-together.ts',
    find: 'if (failure) throw failure.error;',
    replace: '',
    why: 'a message of a batch that failed is done with',
    seed: 6,
  },
  {
    name: 'push-page-forgets-failures',
    file: 'functions/realtime/push-page.ts',
    find: 'if (failures.length > 0) throw failures[0];',
    replace: '',
    why: 'who could not be told is not told again',
    seed: 2,
  },
  {
    name: 'deliver-forgets-failures',
    file: 'functions/realtime/deliver.ts',
    find: 'if (failures.length > 0) throw new PushesFailed',
    replace: 'if (failures.length > delivery.subscribers.length) throw new PushesFailed',
    why: 'a socket that could not be reached is not tried again',
    seed: 2,
  },
];
