// Changes when half-written words are kept differently.
import { describe, expect, test } from 'vitest';
import { createDraftsElsewhere, type DraftsChannel } from '../../renderer/data/drafts-elsewhere.ts';
import { createDrafts } from '../../renderer/data/drafts.ts';
import { createStoreClient } from '../../renderer/data/store-client.ts';
import { createTyping } from '../../renderer/data/typing.ts';
import { createWorkspaceSaving } from '../../renderer/state/workspace-saving.ts';
import { createWorkspace } from '../../renderer/state/workspace.ts';
import { aStore, createHandTime, createWire, settle } from './hands.ts';

function setUp() {
  const time = createHandTime();
  const store = aStore(time);
  const client = createStoreClient(time.timers);
  const connect = (): (() => void) => {
    const { left, right, cut } = createWire();
    store.connect(right);
    client.attach(left);
    return cut;
  };
  const drafts = createDrafts(client, time.now, time.timers);
  return { time, store, client, connect, drafts };
}

describe('a half-written text', () => {
  test('is there at once, and in the journal within 250 ms, once for many keys', async () => {
    const { connect, drafts, time, store } = setUp();
    connect();
    for (const text of ['H', 'He', 'Hel', 'Hell', 'Hello']) {
      drafts.set('reply:c1', text, text.length);
      time.pass(30);
    }
    expect(drafts.get('reply:c1')).toEqual({ text: 'Hello', caret: 5 });
    time.pass(100);
    await settle();
    expect(store.drafts.get('reply:c1')).toMatchObject({ text: 'Hello', caret: 5 });
    expect(store.asked.filter(({ name }) => name === 'draft.put').length).toBeLessThanOrEqual(2);
  });

  test('comes back at the start, and what is typed while it is read wins', async () => {
    const { connect, drafts, store } = setUp();
    store.drafts.set('reply:c1', { key: 'reply:c1', text: 'from the journal', caret: 3, at: 1 });
    store.drafts.set('note:case:x', { key: 'note:case:x', text: 'old', caret: 0, at: 1 });
    let told = 0;
    drafts.watch('reply:c1', () => (told += 1));
    const read = drafts.restore();
    drafts.set('note:case:x', 'newer', 5);
    connect();
    await read;
    expect(drafts.get('reply:c1').text).toBe('from the journal');
    expect(drafts.get('note:case:x').text).toBe('newer');
    expect(told).toBe(1);
  });

  test('that could not be journaled goes with the next try, so a dying store loses no word', async () => {
    const { connect, drafts, store, time } = setUp();
    const cut = connect();
    drafts.set('reply:c1', 'half a sen', 10);
    cut();
    time.pass(200);
    await settle();
    connect();
    await settle();
    expect(store.drafts.get('reply:c1')?.text).toBe('half a sen');
  });

  test('outlasts a store that stays away for minutes', async () => {
    const { connect, drafts, store, time } = setUp();
    drafts.set('reply:c1', 'still here', 10);
    for (let minute = 0; minute < 3; minute += 1) {
      time.pass(60_000);
      await settle();
    }
    connect();
    time.pass(1_000);
    await settle();
    expect(store.drafts.get('reply:c1')?.text).toBe('still here');
  });

  test('that is cleared is gone from the journal', async () => {
    const { connect, drafts, store, time } = setUp();
    connect();
    drafts.set('reply:c1', 'Hello', 5);
    await drafts.flush();
    drafts.clear('reply:c1');
    expect(drafts.get('reply:c1').text).toBe('');
    time.pass(250);
    await settle();
    expect(store.drafts.has('reply:c1')).toBe(false);
  });
});

/** What pages of ours hear of each other: everybody hears everybody else, later. */
function air(): () => DraftsChannel {
  const ends: ((data: unknown) => void)[] = [];
  return () => {
    const own: ((event: MessageEvent) => void)[] = [];
    const hear = (data: unknown): void => own.forEach((listener) => listener({ data } as MessageEvent));
    ends.push(hear);
    return {
      postMessage: (data: unknown) => {
        const copy: unknown = structuredClone(data);
        queueMicrotask(() => ends.filter((end) => end !== hear).forEach((end) => end(copy)));
      },
      addEventListener: ((_type: string, listener: (event: MessageEvent) => void) => {
        own.push(listener);
      }) as DraftsChannel['addEventListener'],
    };
  };
}

describe('SEND-4 a text that stands in two windows', () => {
  function twoWindows() {
    const time = createHandTime();
    const store = aStore(time);
    const channel = air();
    const window = (name: string) => {
      const client = createStoreClient(time.timers);
      const { left, right, cut } = createWire();
      store.connect(right);
      client.attach(left);
      const elsewhere = createDraftsElsewhere(channel(), name);
      return { cut, drafts: createDrafts(client, time.now, time.timers, undefined, elsewhere) };
    };
    return { time, store, channel, one: window('one'), other: window('other') };
  }
  const journaled = async ({ time, store }: ReturnType<typeof twoWindows>): Promise<string | undefined> => {
    time.pass(250);
    await settle();
    return store.drafts.get('description:k1')?.text;
  };

  test('is the same in both: who goes on in the other one takes no word away', async () => {
    const world = twoWindows();
    const { one, other } = world;
    let told = 0;
    other.drafts.watch('description:k1', () => (told += 1));
    one.drafts.set('description:k1', 'The lamp came', 13);
    await settle();
    expect(other.drafts.get('description:k1').text).toBe('The lamp came');
    expect(told).toBe(1);
    // A caret that moves is of one window alone.
    one.drafts.set('description:k1', 'The lamp came', 3);
    await settle();
    expect(told).toBe(1);
    other.drafts.set('description:k1', 'The lamp came broken', 20);
    await settle();
    expect(one.drafts.get('description:k1').text).toBe('The lamp came broken');
    expect(await journaled(world)).toBe('The lamp came broken');
    one.drafts.clear('description:k1');
    await settle();
    expect(other.drafts.get('description:k1').text).toBe('');
    expect(await journaled(world)).toBeUndefined();
  });

  test('stays in the other one, and in the journal, when the one that it was typed in dies', async () => {
    const world = twoWindows();
    world.one.drafts.set('description:k1', 'half a sen', 10);
    await settle();
    world.one.cut();
    expect(await journaled(world)).toBe('half a sen');
  });

  test('is one text also when both write at once, and whatever else is heard', async () => {
    const world = twoWindows();
    const { one, other, channel } = world;
    one.drafts.set('description:k1', 'from one', 8);
    other.drafts.set('description:k1', 'from the other', 14);
    const noise = channel();
    for (const said of [null, 'text', { change: { key: 'description:k1', text: 'x' } }, { n: 1e9 }]) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel takes none
      noise.postMessage(said);
    }
    await settle();
    const [text] = [one, other].map(({ drafts }) => drafts.get('description:k1').text);
    expect(other.drafts.get('description:k1').text).toBe(text);
    expect(await journaled(world)).toBe(text);
  });
});

describe('the workspace on disk', () => {
  test('is written once for many changes, and never before the old one was read', async () => {
    const { client, connect, store, time } = setUp();
    store.workspace.state = null;
    connect();
    const workspace = createWorkspace();
    const saving = createWorkspaceSaving(workspace, client, time.timers);
    workspace.actions.openConversation('too-early');
    time.pass(1_000);
    await settle();
    expect(store.workspace.state).toBeNull();
    await saving.restore();
    for (const id of ['one', 'two', 'three']) workspace.actions.openConversation(id);
    time.pass(250);
    await settle();
    expect(store.asked.filter(({ name }) => name === 'workspace.put')).toHaveLength(1);
    const next = createWorkspace();
    await createWorkspaceSaving(next, client, time.timers).restore();
    expect(next.state.getState().sessions.map(({ subjectId }) => subjectId)).toEqual([
      null,
      'one',
      'two',
      'three',
    ]);
  });
});

describe('who is writing', () => {
  test('is named for five seconds, or until the message comes', async () => {
    const { client, connect, store, time } = setUp();
    connect();
    const typing = createTyping(client, time.now, time.timers);
    const begin = (): void =>
      store.push('typing', { conversationId: 'c1', on: true, who: 'customer', name: 'Ida' });
    begin();
    await settle();
    expect(typing.who('c1')).toBe('Ida');
    time.pass(5_001);
    expect(typing.who('c1')).toBeNull();
    begin();
    await settle();
    store.push('event', { type: 'message', conversationId: 'c1', title: 'Ida', text: 'Hello' });
    await settle();
    expect(typing.who('c1')).toBeNull();
  });

  test('is told to the customer at most every two seconds, and ends after a pause', async () => {
    const { client, connect, store, time } = setUp();
    connect();
    const typing = createTyping(client, time.now, time.timers);
    const sent = (): unknown[] =>
      store.asked
        .filter(({ name }) => name === 'typing.send')
        .map(({ input }) => (input as { on: boolean }).on);
    for (let key = 0; key < 10; key += 1) {
      typing.send('c1', true);
      time.pass(100);
    }
    await settle();
    expect(sent()).toEqual([true]);
    time.pass(3_001);
    await settle();
    expect(sent()).toEqual([true, false]);
  });
});
