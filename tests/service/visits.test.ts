// The pages a customer came through: kept in the tab, sent with the first words, bounded and put in order by the service.
import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createKeep, memoryShelf } from '../../service/widget/keep.ts';
import { noteVisit, visitsUntil } from '../../service/widget/visits.ts';
import { chatUpSchema } from '../../shared/chat/protocol.ts';
import { visitorSchema } from '../../shared/domain/conversation.ts';
import { setUpChat, startFrame, stopChats } from '../support/chat-scene.ts';

afterEach(stopChats);
const keepOn = (shelf = memoryShelf()) => createKeep(memoryShelf(), shelf, 'k ');

describe('the page keeps the way', () => {
  it('once per page in a row, with the title that came later, and only the newest', () => {
    const keep = keepOn();
    noteVisit(keep, { at: 1, page: 'https://s.example/a', title: '' });
    noteVisit(keep, { at: 5, page: 'https://s.example/a', title: ' A lamp ' });
    noteVisit(keep, { at: 9, page: 'https://s.example/b', title: 'B' });
    expect(visitsUntil(keep, 10)).toEqual([
      { ago: 9, page: 'https://s.example/a', title: 'A lamp' },
      { ago: 1, page: 'https://s.example/b', title: 'B' },
    ]);
    for (let i = 0; i < 50; i++) noteVisit(keep, { at: 10 + i, page: `https://s.example/${i}`, title: 'x' });
    expect(visitsUntil(keep, 100)).toHaveLength(20);
    expect(visitsUntil(keep, 100).at(-1)?.page).toBe('https://s.example/49');
  });

  it('fits the frame whatever pages are called, and whatever lies on the shelf', () => {
    const visit = fc.record({ at: fc.integer(), page: fc.string(), title: fc.string({ unit: 'binary' }) });
    fc.assert(
      fc.property(fc.array(visit, { maxLength: 30 }), fc.integer(), fc.jsonValue(), (all, now, junk) => {
        const shelf = memoryShelf();
        shelf.setItem('k visits', JSON.stringify(junk));
        const keep = keepOn(shelf);
        for (const one of all) noteVisit(keep, one);
        const frame = { ...startFrame(), visits: visitsUntil(keep, now) };
        expect(chatUpSchema.safeParse(frame).success).toBe(true);
        expect(Buffer.byteLength(JSON.stringify(frame.visits))).toBeLessThan(16_000);
      }),
    );
  });
});

describe('the service', () => {
  it('puts the way into order by its own clock, without what is of another day', async () => {
    const { service, join } = await setUpChat();
    const page = await join();
    const start = startFrame({
      visits: [
        { ago: 4_000, page: 'https://s.example/b', title: 'B \u202e\u0000evil' },
        { ago: 90_000, page: 'https://s.example/a', title: '' },
        { ago: 90_000_000, page: 'https://s.example/old', title: 'Old' },
        { ago: 1, page: '', title: 'nothing' },
      ],
    });
    page.send(start);
    await page.next('welcome');
    const conversation = await service.context.get('conversation', start.conversationId);
    const { visits = [] } = conversation!.visitor;
    expect(visits.map(({ text, title, did }) => [text, title, did])).toEqual([
      ['https://s.example/a', undefined, 'page'],
      ['https://s.example/b', 'B evil', 'page'],
    ]);
    expect(visits[1]!.at - visits[0]!.at).toBe(86_000);
    expect(visits[1]!.at).toBeLessThanOrEqual(conversation!.createdAt);
    expect(visitorSchema.safeParse(conversation!.visitor).success).toBe(true);
  });

  it.each([
    ['too many', Array.from({ length: 31 }, () => ({ ago: 1, page: 'p', title: 't' }))],
    ['one from tomorrow', [{ ago: -1, page: 'p', title: 't' }]],
    ['one without end', [{ ago: 1, page: 'p'.repeat(501), title: 't' }]],
    ['no list', 'p'],
  ])('takes no way that is %s, and no conversation begins', async (_, visits) => {
    const { service, join } = await setUpChat();
    const page = await join();
    const start = { ...startFrame(), visits };
    page.sendRaw(JSON.stringify(start));
    await page.next('refused');
    expect(await service.context.get('conversation', start.conversationId)).toBeUndefined();
  });
});
