// The chat in one page: its parts, which of them shows when, and where the focus goes.
import type { Locale } from '../../shared/domain/people.ts';
import { after, connectTo, newId } from './browser.ts';
import { h, show } from './dom.ts';
import { createFiles } from './files.ts';
import type { Drafts, Keep } from './keep.ts';
import type { Phase } from './model.ts';
import { createTalk, type Talk } from './talk.ts';
import type { Texts } from './texts.ts';
import { createCompose } from './view-compose.ts';
import { createEnded } from './view-ended.ts';
import { createForm } from './view-form.ts';
import { createLogView } from './view-log.ts';
import { createPanel } from './view-panel.ts';
import { noteVisit, visitsUntil } from './visits.ts';

/** Calm first: a short loss of connection is not worth a word. */
const mentionMs = 1_500;

/** What the host page asks for. */
export interface Setting {
  host: HTMLElement;
  service: string;
  language: Locale;
  texts: Texts;
  keep: Keep;
  fullPage: boolean;
}

/** What the element shows. */
export interface Chat {
  element: HTMLElement;
  /** Takes up what an earlier page left. */
  begin(): void;
  stop(): void;
}

export function createChat({ host, service, language, texts, keep, fullPage }: Setting): Chat {
  let drafts: Drafts = keep.drafts();
  const draft = (change: Drafts): void => {
    drafts = { ...drafts, ...change };
    keep.keepDrafts(drafts);
  };
  let open = fullPage;
  let shown: Phase | null = null;
  let readSeq = 0;
  let mention = false;
  let stopMention: (() => void) | null = null;

  const visited = (): void => noteVisit(keep, { at: Date.now(), page: here(), title: document.title });

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
      visited();
      talk.start({
        name,
        email,
        text,
        queueId: host.getAttribute('queue'),
        language: browserLanguage(language),
        page: here(),
        visits: visitsUntil(keep, Date.now()),
      });
      compose.focus();
    },
  });
  const files = createFiles(service, () => talk.token());
  const body = h('div', { class: 'body', tabindex: -1 });
  const log = createLogView({
    texts,
    language,
    scroller: body,
    retry: (id) => talk.retry(id),
    discard: (id) => talk.discard(id),
    files,
    articleAt: (id) => `${service.replace(/\/$/, '')}/chat/articles/${id}`,
    reply: (message) => compose.reply(message),
  });
  const compose = createCompose({
    texts,
    language,
    draft: drafts.input ?? '',
    after,
    now: Date.now,
    changed: (input) => draft({ input }),
    send: (text, along) => talk.send(text, along),
    files,
    newId,
    mayAttach: () => talk.token() !== null && talk.model().phase !== 'form',
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

  body.append(form.element, ...log.elements);
  const panel = createPanel({
    texts,
    language,
    fullPage,
    body,
    below: [compose.element, ended.element],
    open: () => open,
    setOpen(next) {
      open = next;
      render();
      if (open) focus();
      else panel.launch.focus();
    },
    leave: () => talk.leave(),
    stays: () => compose.focus(),
  });

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
    panel.unread(unread);
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
    panel.notice(mention ? (phase === 'starting' ? texts.connecting : texts.offline) : '');
  }

  function render(): void {
    const model = talk.model();
    const { phase } = model;
    panel.render(phase, model.agentName);
    show(form.element, phase === 'form');
    log.render(model, phase === 'starting' ? talk.asked() : null);
    show(compose.element, phase !== 'ended');
    compose.render();
    show(ended.element, phase === 'ended');
    if (phase === 'ended') ended.render(model.rated);
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
    if (document.visibilityState === 'visible') {
      visited();
      talk.nudge();
    }
    look();
  };
  const onOnline = (): void => talk.nudge();
  document.addEventListener('visibilitychange', onVisible);
  addEventListener('online', onOnline);
  return {
    element: panel.element,
    begin() {
      visited();
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

/** @returns the address of this page, without what may be private: the search and what stands after #. */
const here = (): string => `${location.origin}${location.pathname}`.slice(0, 500);

/** @returns whether the focus is inside the element, or nowhere. */
function within(host: HTMLElement): boolean {
  return document.activeElement === host || document.activeElement === document.body;
}

/** @returns the browser's language tag where it is the language of the chat, which says more ("de-AT"), else that of the chat. */
function browserLanguage(language: Locale): string {
  return navigator.language.startsWith(language) ? navigator.language.slice(0, 35) : language;
}
