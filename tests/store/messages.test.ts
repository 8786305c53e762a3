// Changes when a desk reads messages of long conversations differently: pages by number, a moment by halves, some by id.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emptyCache } from '../../electron/store/db/cache-file.ts';
import type { Cache } from '../../electron/store/db/cache.ts';
import { messagePage, messages, seqAt, someMessages } from '../../electron/store/db/messages.ts';
import type { QueryContext } from '../../electron/store/query-context.ts';
import { createSentimentMemo } from '../../shared/sentiment/memo.ts';
import { neutralSentiment } from '../support/desk.ts';
import { aMessage } from '../support/factories.ts';
import { everyMs, putLongTalk } from '../support/long-talk.ts';

const at = 1_700_000_000_000;
let cache: Cache;
let context: QueryContext;
beforeEach(() => {
  cache = emptyCache();
  context = { cache, sentiment: createSentimentMemo(neutralSentiment) } as unknown as QueryContext;
});
afterEach(() => cache.close());
const numbers = (found: { seq: number | null }[]): (number | null)[] => found.map(({ seq }) => seq);

describe('a long conversation', () => {
  beforeEach(() => {
    putLongTalk(cache, 'long', 1000, at);
  });

  test('gives its newest messages, and how many there are', () => {
    const { total, messages: found } = messages(context, 'long', 200);
    expect(total).toBe(1000);
    expect([found.length, found[0]?.seq, found.at(-1)?.seq]).toEqual([200, 801, 1000]);
    expect(messages(context, 'long', 2000).total).toBe(1000);
  });

  test('gives a page by its number, with the message before it', () => {
    expect(numbers(messagePage(context, 'long', 0))).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    const second = numbers(messagePage(context, 'long', 1));
    expect([second.length, second[0], second.at(-1)]).toEqual([201, 200, 400]);
    expect(messagePage(context, 'long', 9)).toEqual([]);
  });

  test('finds the first message from a moment on', () => {
    for (const seq of [1, 2, 500, 999, 1000]) {
      expect(seqAt(cache, 'long', at + (seq - 1) * everyMs)).toBe(seq);
      expect(seqAt(cache, 'long', at + (seq - 1) * everyMs - 1)).toBe(seq);
    }
    expect(seqAt(cache, 'long', at - 1e9)).toBe(1);
    expect(seqAt(cache, 'long', at + 1e12)).toBeNull();
    expect(seqAt(cache, 'nothing', at)).toBeNull();
  });

  test('gives some by their ids, and none of another conversation', () => {
    cache.put('message', 'other', 1, aMessage('other', { conversationId: 'elsewhere' }));
    expect(numbers(someMessages(context, 'long', ['long-7', 'other', 'nothing', 'long-3']))).toEqual([7, 3]);
  });

  test('counts what waits for the service as well', () => {
    cache.put(
      'message',
      'mine',
      1,
      aMessage('mine', { conversationId: 'long', seq: null, authorKind: 'agent' }),
    );
    const { total, messages: found } = messages(context, 'long', 200);
    expect(total).toBe(1001);
    expect(found.at(-1)).toMatchObject({ id: 'mine', delivery: 'queued' });
  });
});
