// The element <parley-chat>: its parts, which of them shows when, and where the focus goes.
import type { Locale } from '../../shared/domain/people.ts';
import { attach, h, icons, setText, show } from './dom.ts';
import { createKeep, memoryShelf, type Drafts, type Keep, type Shelf } from './keep.ts';
import type { Socket, SocketEvents } from './link.ts';
import type { Phase } from './model.ts';
import { createStyles } from './styles.ts';
import { createTalk, type Talk } from './talk.ts';
import { directionOf, pickLanguage, textsOf, type Texts } from './texts.ts';
import { createCompose } from './view-compose.ts';
import { createEnded } from './view-ended.ts';
import { createForm } from './view-form.ts';
import { createLogView } from './view-log.ts';

const after = (ms: number, then: () => void): (() => void) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/** @returns the browser's shelf, or one in memory where it gives none. */
function shelf(take: () => Storage): Shelf {
  try {
    const found = take();
    found.getItem('parley');
    return found;
  } catch {
    return memoryShelf();
  }
}

/** Calm first: a short loss of connection is not worth a word. */
const mentionMs = 1_500;

/**
 * Defines <parley-chat>. Attributes: `service` (address, by default where the script came from), `lang`, `queue`,
 * `mode` ("bubble" or "page"), `theme` ("light" or "dark", by default the reader's choice).
 */
export function defineChat(scriptOrigin: string): void {
  if (customElements.get('parley-chat') !== undefined) return;
  const styles = createStyles();

  class ParleyChat extends HTMLElement {
    #stop: (() => void) | null = null;

    connectedCallback(): void {
      this.#stop ??= mount(
        this,
        this.shadowRoot ?? this.attachShadow({ mode: 'open' }),
        scriptOrigin,
        styles,
      );
    }

    disconnectedCallback(): void {
      this.#stop?.();
      this.#stop = null;
    }
  }
  customElements.define('parley-chat', ParleyChat);
}

function mount(host: HTMLElement, root: ShadowRoot, scriptOrigin: string, styles: CSSStyleSheet): () => void {
  root.adoptedStyleSheets = [styles];
  const service = host.getAttribute('service') ?? scriptOrigin;
  const language = pickLanguage([
    host.getAttribute('lang'),
    host.closest<HTMLElement>('[lang]')?.lang,
    ...navigator.languages,
  ]);
  const texts = textsOf(language);
  const keep = createKeep(
    shelf(() => localStorage),
    shelf(() => sessionStorage),
    `parley-chat ${service} `,
  );
  const fullPage = host.getAttribute('mode') === 'page';
  const chat = assemble({ host, service, language, texts, keep, fullPage });
  root.replaceChildren(chat.element);
  chat.begin();
  return chat.stop;
}

interface Setting {
  host: HTMLElement;
  service: string;
  language: Locale;
  texts: Texts;
  keep: Keep;
  fullPage: boolean;
}

function assemble({ host, service, language, texts, keep, fullPage }: Setting): {
  element: HTMLElement;
  begin(): void;
  stop(): void;
} {
  let drafts: Drafts = keep.drafts();
  const draft = (change: Drafts): void => {
    drafts = { ...drafts, ...change };
    keep.keepDrafts(drafts);
  };
  let open = fullPage;
  let asksToEnd = false;
  let shown: Phase | null = null;
  let readSeq = 0;
  let mention = false;
  let stopMention: (() => void) | null = null;

  const talk: Talk = createTalk({
    keep,
    after,
    random: Math.random,
    now: Date.now,
    newId,
    connect: (events) => connectTo(service, events),
    changed: () => render(),
    startRefused(kind, unsent) {
      form.fillQuestion(unsent, true);
      form.tell(kind === 'rateLimited' ? texts.tooMany : texts.failed);
    },
    lost(unsent) {
      form.tell(texts.lost);
      form.fillQuestion(unsent);
    },
  });

  const form = createForm({
    texts,
    language,
    drafts,
    changed: draft,
    submit({ name, email, text }) {
      form.tell('');
      const page = `${location.origin}${location.pathname}`.slice(0, 500);
      talk.start({
        name,
        email,
        text,
        queueId: host.getAttribute('queue'),
        language: navigator.language.slice(0, 35),
        page,
      });
      compose.focus();
    },
  });
  const body = h('div', { class: 'body', tabindex: -1 });
  const log = createLogView({
    texts,
    language,
    scroller: body,
    retry: (id) => talk.retry(id),
    discard: (id) => talk.discard(id),
  });
  const compose = createCompose({
    texts,
    language,
    draft: drafts.input ?? '',
    after,
    now: Date.now,
    changed: (input) => draft({ input }),
    send: (text) => talk.send(text),
    typing: (on) => talk.typing(on),
  });
  const ended = createEnded({
    texts,
    language,
    rate: (score, comment) => talk.rate(score, comment),
    again() {
      talk.reset();
      ended.clear();
      form.focus();
    },
  });

  const title = h('bdi');
  const state = h('p', { role: 'status', 'data-part': 'state' });
  const mark = h('div', { class: 'mark', 'aria-hidden': 'true' });
  const tool = (part: string, label: string, picture: Node, click: () => void): HTMLButtonElement =>
    h(
      'button',
      { type: 'button', class: 'tool flip', 'data-part': part, 'aria-label': label, title: label },
      [picture],
      { click },
    );
  const leave = tool('leave', texts.end, icons.leave(), () => askToEnd(true));
  const close = tool('close', texts.close, icons.down(), () => setOpen(false));
  const notice = h('p', { class: 'notice', role: 'status', 'data-part': 'notice', hidden: true });
  const yes = h('button', { type: 'button', class: 'yes', 'data-part': 'leave-yes' }, [texts.end], {
    click() {
      askToEnd(false);
      talk.leave();
    },
  });
  const ask = h('div', { class: 'ask', role: 'group', 'aria-label': texts.endAsk, hidden: true }, [
    h('span', {}, [texts.endAsk]),
    h('button', { type: 'button', 'data-part': 'leave-no' }, [texts.keepOn], {
      click: () => askToEnd(false),
    }),
    yes,
  ]);
  const footer = h('footer', {}, [ask, compose.element, ended.element]);
  const panel = h(
    'section',
    { class: 'panel', role: fullPage ? null : 'dialog', 'aria-labelledby': 'title', 'data-part': 'panel' },
    [
      h('header', {}, [
        mark,
        h('div', { class: 'who' }, [h('h2', { id: 'title' }, [title]), state]),
        leave,
        close,
      ]),
      notice,
      body,
      footer,
    ],
  );
  const count = h('span', { class: 'count', hidden: true });
  const launch = h(
    'button',
    { type: 'button', class: 'launch', 'data-part': 'launch', 'aria-expanded': 'false' },
    [icons.chat(), icons.down(), count],
    {
      click: () => setOpen(!open),
    },
  );
  const all = h('div', { class: 'all', lang: language, dir: directionOf(language) }, [panel, launch], {
    keydown(event) {
      if (event.key !== 'Escape' || event.isComposing) return;
      if (asksToEnd) askToEnd(false);
      else if (!fullPage && open) setOpen(false);
      else return;
      event.stopPropagation();
    },
  });
  body.append(form.element, ...log.elements);

  function setOpen(next: boolean): void {
    open = next;
    render();
    if (open) focus();
    else launch.focus();
  }

  function askToEnd(next: boolean): void {
    asksToEnd = next;
    render();
    if (next) yes.focus();
    else compose.focus();
  }

  function focus(): void {
    const { phase } = talk.model();
    if (phase === 'form') form.focus();
    else if (phase === 'ended') ended.focus();
    else compose.focus();
  }

  function look(): void {
    const model = talk.model();
    const reading = open && document.visibilityState === 'visible';
    if (reading) readSeq = Math.max(readSeq, model.messages.at(-1)?.seq ?? 0);
    talk.seen(reading);
    const unread = model.messages.filter(({ from, seq }) => from !== 'customer' && seq > readSeq).length;
    setText(count, unread > 99 ? '99+' : unread.toLocaleString(language));
    show(count, unread > 0);
    attach(launch, {
      'aria-label':
        unread > 0 ? `${texts.open}, ${texts.fresh}: ${unread.toLocaleString(language)}` : texts.open,
    });
  }

  /** Says that the connection is gone once it has been gone for a moment. */
  function watchConnection(phase: Phase): void {
    const off =
      phase !== 'form' && !talk.online() && !(phase === 'ended' && talk.model().pending.length === 0);
    if (!off) {
      stopMention?.();
      stopMention = null;
      mention = false;
    } else if (!mention && stopMention === null) {
      stopMention = after(mentionMs, () => {
        stopMention = null;
        mention = true;
        render();
      });
    }
    setText(notice, mention && phase !== 'starting' ? texts.offline : mention ? texts.connecting : '');
    show(notice, mention);
  }

  function render(): void {
    const model = talk.model();
    const { phase, agentName } = model;
    const words = {
      form: '',
      starting: texts.connecting,
      queued: texts.queued,
      talking: texts.talking,
      ended: texts.ended,
    }[phase];
    all.classList.toggle('open', open);
    panel.classList.toggle('form-only', phase === 'form');
    show(panel, open);
    show(launch, !fullPage);
    show(close, !fullPage);
    attach(launch, { 'aria-expanded': open ? 'true' : 'false' });
    setText(title, phase === 'form' || agentName === null ? texts.title : agentName);
    setText(state, words);
    attach(state, { 'data-state': phase });
    show(state, words !== '');
    const initials = agentName === null || phase === 'form' ? '' : initialsOf(agentName);
    if (initials === '') mark.replaceChildren(icons.chat());
    else setText(mark, initials);
    show(form.element, phase === 'form');
    for (const element of log.elements.slice(0, 1)) show(element, phase !== 'form');
    log.render(model, phase === 'starting' ? talk.asked() : null);
    show(footer, phase !== 'form');
    show(compose.element, phase !== 'ended');
    show(ended.element, phase === 'ended');
    if (phase === 'ended') ended.render(model.rated);
    const canEnd = phase === 'queued' || phase === 'talking';
    show(leave, canEnd);
    asksToEnd &&= canEnd;
    show(ask, asksToEnd);
    watchConnection(phase);
    if (shown !== phase) {
      if (shown === 'starting' && phase !== 'form') form.clear();
      // Only where the focus would otherwise fall out of what has gone.
      if (phase === 'ended' && shown !== null && open && within(host)) ended.focus();
      shown = phase;
    }
    look();
  }

  const onVisible = (): void => {
    if (document.visibilityState === 'visible') talk.nudge();
    look();
  };
  const onOnline = (): void => talk.nudge();
  document.addEventListener('visibilitychange', onVisible);
  addEventListener('online', onOnline);
  return {
    element: all,
    begin() {
      talk.begin();
      if (fullPage) focus();
    },
    stop() {
      talk.close();
      stopMention?.();
      document.removeEventListener('visibilitychange', onVisible);
      removeEventListener('online', onOnline);
    },
  };
}

/** @returns a connection to the chat link of this service. */
function connectTo(service: string, events: SocketEvents): Socket {
  const socket = new WebSocket(`${service.replace(/^http/, 'ws').replace(/\/$/, '')}/chat/link`);
  socket.addEventListener('open', events.open);
  socket.addEventListener('close', events.close);
  socket.addEventListener('message', ({ data }) => events.message(String(data)));
  return socket;
}

/** @returns whether the focus is inside the element, or nowhere. */
function within(host: HTMLElement): boolean {
  return document.activeElement === host || document.activeElement === document.body;
}

/** @returns up to two letters. */
function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/);
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : ''].map(
    (part) => Array.from(part ?? '')[0] ?? '',
  );
  return letters.join('').toLocaleUpperCase();
}

/** @returns a UUID; crypto.randomUUID is only there on secure pages. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
