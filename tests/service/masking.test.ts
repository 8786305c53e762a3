// Changes when something else of what people write is masked before it is stored.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMasking } from '../../service/masking.ts';
import type { MaskRule } from '../../shared/domain/mask.ts';
import type { Actor, Command } from '../../shared/domain/commands.ts';
import type { Change } from '../../shared/domain/records.ts';
import { aConversation, aMessage, aNote } from '../support/factories.ts';
import { openChat } from '../support/records.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { until } from '../support/until.ts';

const card = '4111 1111 1111 1111';
const rule = (over: Partial<MaskRule> = {}): MaskRule => ({
  id: 'mask-1',
  name: 'Cards',
  finds: 'card',
  pattern: '',
  mark: '#',
  of: ['customer'],
  on: true,
  ...over,
});
const nobody = (): undefined => undefined;
const message = (authorKind: 'customer' | 'agent' | 'bot'): Change => ({
  kind: 'message',
  id: 'm1',
  op: 'put',
  record: aMessage('m1', { text: `It is ${card}.`, authorKind }),
});
const textOf = (change: Change | undefined): string =>
  change?.op === 'put' && (change.kind === 'message' || change.kind === 'note') ? change.record.text : '';

describe('MASK-1 masking', () => {
  test('covers card numbers from the first message on, where nobody has made a rule', () => {
    const masking = createMasking();
    expect(textOf(masking.mask([message('customer')], nobody)[0])).toBe('It is •••• •••• •••• ••••.');
  });

  test('covers the words of those whom a rule is about, and says where', () => {
    const masking = createMasking();
    masking.set([rule()]);
    const [theirs] = masking.mask([message('customer')], nobody);
    expect(theirs).toMatchObject({
      record: { text: 'It is #### #### #### ####.', masked: [{ start: 6, end: 25, rule: 'Cards' }] },
    });
    expect(textOf(masking.mask([message('agent')], nobody)[0])).toContain(card);
    masking.set([rule({ of: ['agent'] })]);
    expect(textOf(masking.mask([message('agent')], nobody)[0])).toContain('####');
    const note: Change = { kind: 'note', id: 'n1', op: 'put', record: aNote('n1', { text: card }) };
    expect(textOf(masking.mask([note], nobody)[0])).toBe('#### #### #### ####');
    expect(textOf(masking.mask([message('bot')], nobody)[0])).toContain(card);
  });

  test('MASK-3 keeps what a desk has masked already, and adds nothing to it', () => {
    const masking = createMasking();
    const masked = [{ start: 6, end: 25, rule: 'Cards' }];
    const record = aMessage('m1', { text: 'It is #### #### #### ####.', authorKind: 'agent', masked });
    const [change] = masking.mask([{ kind: 'message', id: 'm1', op: 'put', record }], nobody);
    expect(change).toMatchObject({ record: { text: 'It is #### #### #### ####.', masked } });
  });

  test('covers the subject made of the first words, and the words beside a rating', () => {
    const masking = createMasking();
    masking.set([rule()]);
    const record = aConversation('c1', { subject: `My card ${card}`, rating: { score: 1, comment: card } });
    const [change] = masking.mask([{ kind: 'conversation', id: 'c1', op: 'put', record }], nobody);
    expect(change).toMatchObject({
      record: { subject: 'My card #### #### #### ####', rating: { comment: '#### #### #### ####' } },
    });
  });

  test('covers the reason for which a conversation is opened again, by the rules about agents, once', () => {
    const masking = createMasking();
    masking.set([rule({ of: ['agent'] })]);
    const entry = {
      id: 'k1',
      at: 1,
      byId: 's',
      byName: 'Sue',
      reason: card,
      closedAt: 0,
      dispositionId: null,
    };
    const before = aConversation('c1', { reopened: [entry] });
    const record = { ...before, reopened: [entry, { ...entry, id: 'k2' }] };
    const [change] = masking.mask(
      [{ kind: 'conversation', id: 'c1', op: 'put', record }],
      (() => before) as never,
    );
    expect(change).toMatchObject({
      record: { reopened: [{ reason: card }, { reason: '#### #### #### ####' }] },
    });
  });

  test('leaves what is stored already, follows the rules as they change, and keeps at most ten in force', () => {
    const masking = createMasking();
    masking.set([rule()]);
    const stored = aMessage('m1', { text: `It is ${card}.`, authorKind: 'customer' });
    const read = (() => stored) as never;
    expect(textOf(masking.mask([message('customer')], read)[0])).toContain(card);
    masking.hear([
      {
        kind: 'maskRule',
        id: 'mask-1',
        op: 'put',
        record: rule({ on: false }),
        cursor: '1.1',
        version: 2,
      },
    ]);
    expect(textOf(masking.mask([message('customer')], nobody)[0])).toContain(card);
    const ten = Array.from({ length: 10 }, (_, at) =>
      rule({ id: `a${String(at)}`, finds: 'words', pattern: 'none' }),
    );
    masking.set([...ten, rule({ id: 'z' })]);
    expect(textOf(masking.mask([message('customer')], nobody)[0])).toContain(card);
  });
});

describe('the service', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service?.stop());
  const run = (actor: Actor, command: Command) => service.context.run(actor, command);
  const admin = { kind: 'agent', id: 'sue', name: 'Sue', role: 'admin' } satisfies Actor;
  const visitor: Actor = { kind: 'customer', conversationId: 'talk-1', name: 'Ida' };

  test('MASK-1 stores a customer’s words masked, in the record and in the log, and nothing of what was covered', async () => {
    const opened = openChat('talk-1');
    const first = { ...opened, args: { ...opened.args, text: `Paid with ${card}` } } as Command;
    expect((await run(visitor, first)).ok).toBe(true);
    const { rows } = await service.context.pool.query<{ all: string }>(
      `select string_agg(body::text, ' ') as all from record where kind in ('message', 'conversation')`,
    );
    expect(rows[0]?.all).toContain('Paid with ••••');
    expect(rows[0]?.all).not.toContain('4111');
  });

  test('takes new rules within moments, from admins only, and MASK-2 no pattern that could take long', async () => {
    const put = (over: Partial<MaskRule>, actor: Actor = admin) =>
      run(actor, {
        id: `put-${String(over.id)}-${actor.kind === 'agent' ? actor.role : ''}`,
        type: 'maskRule.put',
        args: { maskRule: rule(over), base: null },
      });
    expect(await put({ id: 'a' }, { ...admin, id: 'anna', role: 'agent' })).toMatchObject({
      ok: false,
      refusal: { kind: 'forbidden' },
    });
    expect(await put({ id: 'b', finds: 'pattern', pattern: '(a+)+$' })).toMatchObject({
      ok: false,
      refusal: { kind: 'invalid', facts: { why: 'nested' } },
    });
    expect((await put({ id: 'c', finds: 'pattern', pattern: 'KD-\\d+', name: 'Customer numbers' })).ok).toBe(
      true,
    );
    let at = 0;
    await until(
      async () => {
        const messageId = `m-${String((at += 1))}`;
        await run(visitor, {
          id: `say-${messageId}`,
          type: 'message.receive',
          args: { messageId, conversationId: 'talk-1', text: 'I am KD-4711' },
        });
        return (await service.context.get('message', messageId))?.text === 'I am #######';
      },
      { what: 'the rule to be in force' },
    );
  });
});
