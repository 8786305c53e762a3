// Changes when edits that meet in the service end differently: tags, descriptions, and what is kept beside, over a real database.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor, Command } from '../../shared/domain/commands.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service?.stop());

const ben: Actor = { kind: 'agent', id: 'ben', name: 'Agent ben', role: 'agent' };
const run = (command: Command, actor: Actor = ben) => service.context.run(actor, command);
const base = Array.from({ length: 16 }, (_, i) => `line ${i}`).join('\n');
async function newCase(caseId: string): Promise<void> {
  const result = await run({
    id: `create-${caseId}`,
    type: 'case.create',
    args: {
      caseId,
      title: 'Parcel is late',
      description: base,
      kind: 'service',
      priority: 'normal',
      category: null,
      customerId: null,
      queueId: 'queue-a',
      conversationId: null,
    },
  });
  expect(result).toMatchObject({ ok: true });
}
const describing = (id: string, caseId: string, description: string): Command => ({
  id,
  type: 'case.update',
  args: { caseId, set: { description }, base: { description: base } },
});

test('SYNC-36 eight who change a line each at the same time all have their line; two on one line, and the later is a note', async () => {
  await newCase('merged');
  const edits = Array.from({ length: 8 }, (_, i) =>
    describing(`edit-${i}`, 'merged', base.replace(`line ${2 * i}\n`, `line ${2 * i} by ${i}\n`)),
  );
  const results = await Promise.all(edits.map((edit) => run(edit)));
  expect(results.filter((result) => !result.ok)).toEqual([]);
  const wanted = base.replace(/^line (\d+)$/gm, (line, n) =>
    Number(n) % 2 === 0 ? `${line} by ${Number(n) / 2}` : line,
  );
  expect(await service.context.get('case', 'merged')).toMatchObject({ description: wanted });

  const met = describing('met', 'merged', base.replace('line 0', 'line 0 by somebody else'));
  const result = await run(met);
  expect(result).toMatchObject({ ok: true });
  expect(await service.context.get('case', 'merged')).toMatchObject({ description: wanted });
  expect(await service.context.get('note', 'met')).toMatchObject({
    kept: 'description',
    authorId: 'ben',
    subjectId: 'merged',
    text: base.replace('line 0', 'line 0 by somebody else'),
  });
  expect(await run(met)).toMatchObject({ ok: true, changes: [] });
  // It lies in the case's scope, as every note on it.
  const { rows } = await service.context.pool.query(
    `select scope from record where kind = 'note' and id = 'met'`,
  );
  expect(rows).toEqual([{ scope: 'queue:queue-a' }]);
});

test('SYNC-35 tags that sixteen add at the same time are all there', async () => {
  await newCase('tagged');
  const edits = Array.from(
    { length: 16 },
    (_, i): Command => ({
      id: `tag-${i}`,
      type: 'case.tag',
      args: { caseId: 'tagged', add: [`tag ${i}`, 'Same'], remove: [], seen: [] },
    }),
  );
  const results = await Promise.all(edits.map((edit) => run(edit)));
  expect(results.filter((result) => !result.ok)).toEqual([]);
  const { tags } = (await service.context.get('case', 'tagged')) as { tags: string[] };
  expect(tags.toSorted()).toEqual(['Same', ...Array.from({ length: 16 }, (_, i) => `tag ${i}`)].toSorted());
});

test('SYNC-38 a resolved case is open again as soon as its customer writes', async () => {
  await newCase('reopened');
  const ida: Actor = { kind: 'customer', conversationId: 'talk', name: 'Ida' };
  await run(
    {
      id: 'open-talk',
      type: 'conversation.open',
      args: {
        conversationId: 'talk',
        channel: 'chat',
        queueId: 'queue-a',
        visitor: { name: 'Ida', email: null, language: 'en', page: null, browser: null },
        customerId: null,
        messageId: 'talk-m1',
        text: 'Hello',
      },
    },
    ida,
  );
  await run({ id: 'link', type: 'conversation.link', args: { conversationId: 'talk', caseId: 'reopened' } });
  await run({
    id: 'resolve',
    type: 'case.update',
    args: { caseId: 'reopened', set: { status: 'resolved' }, base: { status: 'open' } },
  });
  const said = await run(
    {
      id: 'again',
      type: 'message.receive',
      args: { conversationId: 'talk', messageId: 'talk-m2', text: 'Again' },
    },
    ida,
  );
  expect(said).toMatchObject({ ok: true });
  expect(await service.context.get('case', 'reopened')).toMatchObject({ status: 'open' });
});
