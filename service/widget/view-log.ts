// The messages, as a polite log: each is added once and then only its mark changes.
import type { ChatFile, ChatMessage } from '../../shared/chat/protocol.ts';
import type { Locale } from '../../shared/domain/people.ts';
import { attach, h, icons, linked, setText, show } from './dom.ts';
import type { Files } from './files.ts';
import type { Model, Pending } from './model.ts';
import { fill, type Texts } from './texts.ts';
import { filesOf } from './view-files.ts';

export interface LogDeps {
  texts: Texts;
  language: Locale;
  /** What scrolls. */
  scroller: HTMLElement;
  retry(id: string): void;
  discard(id: string): void;
  files: Files;
  /** Where the article of a message is read. */
  articleAt(messageId: string): string;
  /** The customer answers this one. */
  reply(message: ChatMessage): void;
}

export interface LogView {
  elements: HTMLElement[];
  render(model: Model, asked: { text: string; name: string } | null): void;
}

type Mark = 'sending' | 'sent' | 'read' | 'notSent' | 'over' | 'none';
interface Entry {
  id: string;
  mine: boolean;
  from: ChatMessage['from'];
  name: string;
  text: string;
  at: number | null;
  mark: Mark;
  files: readonly ChatFile[];
  /** What it answers, in its first words. */
  quote: string;
  edits: number;
  /** Null while the service has not taken it. */
  message: ChatMessage | null;
}
interface Row {
  element: HTMLElement;
  meta: HTMLElement;
  mark: Mark | null;
  drawn: string;
}

/** What cannot change in a row without drawing it anew. */
const drawnAs = ({ edits, quote }: Entry): string => edits + quote;

/** Messages of one person within this time stand together. */
const togetherMs = 5 * 60_000;
const nearBottom = 90;

export function createLogView(deps: LogDeps): LogView {
  const { texts, language, scroller, retry, discard, files, reply } = deps;
  const rows = new Map<string, Row>();
  const log = h('div', {
    class: 'log',
    role: 'log',
    'aria-live': 'polite',
    'aria-relevant': 'additions',
    'aria-label': texts.log,
    'data-part': 'messages',
  });
  const waiting = h('div', { class: 'wait', hidden: true }, [dots(), h('p', {}, [texts.queuedMore])]);
  const writer = h('span');
  const writing = h('div', { class: 'writing', role: 'status', 'data-part': 'typing', hidden: true }, [
    dots(),
    writer,
  ]);
  const fresh = h('button', { class: 'fresh', type: 'button', hidden: true }, [texts.fresh], {
    click: () => toBottom(true),
  });
  const clock = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
  const date = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });

  const atBottom = (): boolean =>
    scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearBottom;
  const toBottom = (smooth: boolean): void => {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    scroller.scrollTo({ top: scroller.scrollHeight, behavior: smooth && !calm ? 'smooth' : 'auto' });
    show(fresh, false);
  };
  // Whoever reads the newest goes on doing so when the room below changes: a composer that grows, a question, the end.
  let following = true;
  scroller.addEventListener('scroll', () => {
    following = atBottom();
    if (following) show(fresh, false);
  });
  new ResizeObserver(() => {
    if (following) toBottom(false);
  }).observe(scroller);

  function row(entry: Entry): Row {
    const kind = entry.mine ? 'mine' : entry.from;
    const meta = h('div', { class: 'meta' });
    const speaker = entry.mine
      ? h('span', { class: 'hush' }, [`${texts.you}: `])
      : h('div', { class: 'name', dir: 'auto', hidden: entry.name === '' }, [entry.name]);
    const { message } = entry;
    const answer = `${texts.reply}: ${entry.text.slice(0, 40)}`;
    const parts = [
      speaker,
      entry.quote === '' ? null : h('div', { class: 'quote', dir: 'auto' }, [entry.quote]),
      entry.text === '' ? null : h('div', { class: 'text' }, linked(entry.text)),
      message?.article === true
        ? h('a', { class: 'meta', href: deps.articleAt(entry.id), target: '_blank' }, [texts.article])
        : null,
      entry.files.length === 0 ? null : filesOf(entry.id, entry.files, texts, files),
      entry.edits === 0 ? null : h('span', { class: 'meta' }, [texts.edited]),
      entry.mine || message === null || entry.from === 'system'
        ? null
        : h(
            'button',
            { type: 'button', class: 'answer', 'aria-label': answer, title: answer },
            [icons.reply()],
            {
              click: () => reply(message),
            },
          ),
      meta,
    ];
    return { element: h('div', { class: `said ${kind}` }, parts), meta, mark: null, drawn: drawnAs(entry) };
  }

  function mark(found: Row, entry: Entry, last: boolean): void {
    const shown =
      entry.mark === 'none' || (!last && (entry.mark === 'sent' || entry.mark === 'read'))
        ? last
          ? 'none'
          : null
        : entry.mark;
    const key = `${shown ?? ''}${last}`;
    if (found.element.dataset['mark'] === key) return;
    found.element.dataset['mark'] = key;
    found.element.classList.toggle('pending', entry.mark === 'sending');
    found.element.classList.toggle('refused', entry.mark === 'notSent' || entry.mark === 'over');
    found.meta.replaceChildren();
    show(found.meta, shown !== null);
    if (shown === null) return;
    if (entry.mark === 'notSent' || entry.mark === 'over') {
      found.meta.append(h('span', { class: 'why' }, [texts[entry.mark]]));
      if (entry.mark === 'notSent')
        found.meta.append(h('button', { type: 'button' }, [texts.retry], { click: () => retry(entry.id) }));
      found.meta.append(h('button', { type: 'button' }, [texts.remove], { click: () => discard(entry.id) }));
      return;
    }
    if (entry.at !== null)
      found.meta.append(h('time', { datetime: new Date(entry.at).toISOString() }, [time(entry.at)]));
    if (entry.mark === 'none') return;
    const ticks =
      entry.mark === 'sending' ? icons.clock() : entry.mark === 'sent' ? icons.sent() : icons.read();
    const state = h(
      'span',
      { class: entry.mark === 'read' ? 'seen' : '', title: texts[entry.mark], 'data-mark': entry.mark },
      [ticks, h('span', { class: 'hush' }, [texts[entry.mark]])],
    );
    found.meta.append(state);
  }

  const time = (at: number): string =>
    (new Date(at).toDateString() === new Date().toDateString() ? clock : date).format(at);

  return {
    elements: [log, waiting, writing, fresh],
    render(model, asked) {
      const follow = following;
      const entries = entriesOf(model, asked);
      const wanted = new Map(entries.map((entry) => [entry.id, drawnAs(entry)]));
      for (const [id, { element, drawn }] of rows) {
        // One that was changed, or that the service has taken with its files, is drawn anew.
        if (wanted.get(id) === drawn) continue;
        element.remove();
        rows.delete(id);
      }
      let theirs = false;
      entries.forEach((entry, at) => {
        const before = entries[at - 1];
        const after = entries[at + 1];
        const found = rows.get(entry.id) ?? row(entry);
        if (!rows.has(entry.id)) theirs ||= !entry.mine;
        rows.set(entry.id, found);
        if (log.children[at] !== found.element) log.insertBefore(found.element, log.children[at] ?? null);
        const first = !together(before, entry);
        found.element.classList.toggle('first', first);
        const name = found.element.querySelector<HTMLElement>('.name');
        if (name !== null) show(name, first && entry.name !== '');
        mark(found, entry, after === undefined || !together(entry, after) || after.mark !== entry.mark);
      });
      show(log, model.phase !== 'form');
      show(waiting, model.phase === 'queued');
      show(writing, model.typing !== null);
      setText(writer, model.typing === null ? '' : fill(texts.typing, { name: model.typing }, language));
      attach(log, { 'aria-busy': model.phase === 'starting' && 'true' });
      const mineLast = entries.at(-1)?.mine === true;
      if (follow || mineLast) toBottom(false);
      else if (theirs) show(fresh, true);
    },
  };
}

function together(a: Entry | undefined, b: Entry): boolean {
  return (
    a !== undefined &&
    a.mine === b.mine &&
    a.from === b.from &&
    a.name === b.name &&
    (b.at ?? 0) - (a.at ?? 0) < togetherMs
  );
}

function entriesOf(
  { messages, pending, agentRead }: Model,
  asked: { text: string; name: string } | null,
): Entry[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const quoteOf = (id: string | undefined): string => {
    const found = id === undefined ? undefined : byId.get(id);
    const words = found?.text || found?.files?.map(({ name }) => name).join(', ');
    return words === undefined ? '' : words.slice(0, 120);
  };
  const said = messages.map((message): Entry => {
    const { id, seq, from, name, text, at } = message;
    const mine = from === 'customer';
    return {
      id,
      mine,
      from,
      name: mine ? '' : name,
      text,
      at,
      mark: mine ? (seq <= agentRead ? 'read' : 'sent') : 'none',
      files: message.files ?? [],
      quote: quoteOf(message.replyToId),
      edits: message.edits ?? 0,
      message,
    };
  });
  const waiting = pending.map(({ id, text, at, refusal, files, replyToId }: Pending): Entry => {
    const mark: Mark = refusal === null ? 'sending' : refusal === 'state' ? 'over' : 'notSent';
    // The service has no message yet that would open its files: their names must do.
    const words = text || (files ?? []).map(({ name }) => name).join('\n');
    const more = { files: [], quote: quoteOf(replyToId), edits: files === undefined ? 0 : -1, message: null };
    return { id, mine: true, from: 'customer', name: '', text: words, at, mark, ...more };
  });
  const first: Entry[] =
    asked === null
      ? []
      : [
          {
            id: 'asked',
            mine: true,
            from: 'customer',
            name: '',
            text: asked.text,
            at: null,
            mark: 'sending',
            files: [],
            quote: '',
            edits: 0,
            message: null,
          },
        ];
  return [...first, ...said, ...waiting];
}

/** @returns three dots that breathe. */
function dots(): HTMLElement {
  return h('div', { class: 'dots', 'aria-hidden': 'true' }, [h('span'), h('span'), h('span')]);
}
