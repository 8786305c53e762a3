// Where the customer writes: Enter sends, Shift+Enter breaks the line; typing is told and untold.
import type { Locale } from '../../shared/domain/people.ts';
import type { ChatMessage } from '../../shared/chat/protocol.ts';
import { attach, followDirection, h, icons, setText, show } from './dom.ts';
import type { Files } from './files.ts';
import type { Along } from './talk.ts';
import type { Texts } from './texts.ts';
import { createChosen } from './view-files.ts';
import { lengthProblem } from './view-form.ts';

export interface ComposeDeps {
  texts: Texts;
  language: Locale;
  draft: string;
  changed(draft: string): void;
  send(text: string, along: Along): void;
  files: Files;
  newId(): string;
  /** Whether files can be sent by now. */
  mayAttach(): boolean;
  typing(on: boolean): void;
  after(ms: number, then: () => void): () => void;
  now(): number;
}

export interface ComposeView {
  element: HTMLElement;
  focus(): void;
  clear(): void;
  /** Answers this message; null answers none. */
  reply(to: ChatMessage | null): void;
  render(): void;
}

/** Said again this often while the customer goes on writing; unsaid after a rest. */
const sayAgainMs = 3_000;
const restMs = 5_000;
/** Grows to this many lines. */
const most = 6;

export function createCompose(deps: ComposeDeps): ComposeView {
  const { texts, language } = deps;
  const wrong = h('p', { class: 'wrong', id: 'input-wrong', role: 'alert', hidden: true });
  const input = h('textarea', {
    rows: 1,
    'data-part': 'input',
    'aria-label': texts.input,
    placeholder: texts.input,
    enterkeyhint: 'send',
    autocomplete: 'off',
  });
  const button = h(
    'button',
    { type: 'submit', class: 'flip', 'data-part': 'send', 'aria-label': texts.send, title: texts.send },
    [icons.send()],
  );
  input.value = deps.draft;
  followDirection(input);
  let saidAt = 0;
  let stopRest = (): void => {};

  let answered: ChatMessage | null = null;
  const quoted = h('span');
  const quote = h('p', { class: 'quoting', 'data-part': 'quoting', hidden: true }, [
    quoted,
    h('button', { type: 'button', 'aria-label': texts.remove, title: texts.remove }, [icons.close()], {
      click() {
        reply(null);
        input.focus();
      },
    }),
  ]);
  const chosen = createChosen(texts, deps.files, deps.newId, () => mark());
  const empty = (): boolean => (input.value.trim() === '' && chosen.done().length === 0) || !chosen.ready();
  function mark(): void {
    attach(button, { 'aria-disabled': empty() && 'true' });
  }
  function reply(to: ChatMessage | null): void {
    answered = to;
    setText(quoted, to === null ? '' : `${texts.reply}: ${to.text.slice(0, 80)}`);
    show(quote, to !== null);
  }

  const fit = (): void => {
    // Grows with its text by rows, so that no inline style is needed.
    input.rows = most;
    mark();
    // Measuring a very long text would hold the page up, and the answer is known.
    if (input.value.length > 2_000) return;
    input.rows = 1;
    const line = Number.parseFloat(getComputedStyle(input).lineHeight) || 22;
    input.rows = Math.min(most, Math.max(1, Math.round((input.scrollHeight - 16) / line)));
  };
  const quiet = (): void => {
    stopRest();
    if (saidAt > 0) deps.typing(false);
    saidAt = 0;
  };
  const complain = (sentence: string): void => {
    setText(wrong, sentence);
    show(wrong, sentence !== '');
    attach(input, {
      'aria-invalid': sentence !== '' && 'true',
      'aria-describedby': sentence !== '' && wrong.id,
    });
  };
  const send = (): void => {
    const text = input.value;
    if (empty()) return;
    const problem = lengthProblem(text, texts, language);
    complain(problem);
    if (problem !== '') return input.focus();
    quiet();
    const files = chosen.done();
    const along: Along = {
      ...(files.length === 0 ? {} : { files }),
      ...(answered === null ? {} : { replyToId: answered.id }),
    };
    clear();
    deps.send(text.trim() === '' ? '' : text, along);
    input.focus();
  };
  const clear = (): void => {
    input.value = '';
    input.dir = '';
    deps.changed('');
    chosen.clear();
    reply(null);
    complain('');
    fit();
  };

  input.addEventListener('input', () => {
    fit();
    deps.changed(input.value);
    if (lengthProblem(input.value, texts, language) === '') complain('');
    if (input.value.trim() === '') return quiet();
    stopRest();
    stopRest = deps.after(restMs, quiet);
    if (deps.now() - saidAt < sayAgainMs) return;
    saidAt = deps.now();
    deps.typing(true);
  });
  input.addEventListener('keydown', (event) => {
    // Not while an input method is composing: there Enter chooses a character.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  input.addEventListener('paste', (event) => {
    const pasted = event.clipboardData?.files;
    if (!deps.mayAttach() || pasted === undefined || pasted.length === 0) return;
    event.preventDefault();
    chosen.add(pasted);
  });
  const form = h('form', { class: 'compose', novalidate: true }, [chosen.button, input, button], {
    submit(event) {
      event.preventDefault();
      send();
    },
  });
  mark();
  const render = (): void => show(chosen.button, deps.mayAttach());
  render();
  return {
    element: h('div', {}, [wrong, quote, chosen.list, form]),
    focus: () => input.focus(),
    clear,
    reply(to) {
      reply(to);
      input.focus();
    },
    render,
  };
}
