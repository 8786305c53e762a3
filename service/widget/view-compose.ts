// Where the customer writes: Enter sends, Shift+Enter breaks the line; typing is told and untold.
import type { Locale } from '../../shared/domain/people.ts';
import { attach, followDirection, h, icons, setText, show } from './dom.ts';
import type { Texts } from './texts.ts';
import { lengthProblem } from './view-form.ts';

export interface ComposeDeps {
  texts: Texts;
  language: Locale;
  draft: string;
  changed(draft: string): void;
  send(text: string): void;
  typing(on: boolean): void;
  after(ms: number, then: () => void): () => void;
  now(): number;
}

export interface ComposeView {
  element: HTMLElement;
  focus(): void;
  clear(): void;
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

  const fit = (): void => {
    // Grows with its text by rows, so that no inline style is needed.
    input.rows = most;
    attach(button, { 'aria-disabled': input.value.trim() === '' && 'true' });
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
    if (text.trim() === '') return;
    const problem = lengthProblem(text, texts, language);
    complain(problem);
    if (problem !== '') return input.focus();
    quiet();
    clear();
    deps.send(text);
    input.focus();
  };
  const clear = (): void => {
    input.value = '';
    input.dir = '';
    deps.changed('');
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
  const form = h('form', { class: 'compose', novalidate: true }, [input, button], {
    submit(event) {
      event.preventDefault();
      send();
    },
  });
  attach(button, { 'aria-disabled': input.value.trim() === '' && 'true' });
  return { element: h('div', {}, [wrong, form]), focus: () => input.focus(), clear };
}
