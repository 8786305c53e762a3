// Changes when the engine's questions about words are passed on otherwise. It answers none itself.
import { webFrame } from 'electron';
import { languageByScript } from './script.ts';
import { sparedIn } from './spared.ts';

type Done = (wrong: string[]) => void;

/** Longer than any answer takes, in ms; a question without one would hold up the next. */
const patience = 5_000;

let port: MessagePort | undefined;
let language = '';
let turns = 0;
const waiting = new Map<number, { done: Done; words: string[] }>();

/** Takes the port to the speller; from then on the engine's questions go there. The one before is dead. */
export function checkSpellingOver(next: MessagePort): void {
  port?.close();
  port = next;
  port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data !== 'object' || data === null) return;
    if ('turn' in data && 'wrong' in data) answer(data.turn, data.wrong);
    else if ('again' in data) lookAgain();
  });
  port.start();
  window.addEventListener('focusin', follow);
  window.addEventListener('input', follow);
  language = '';
  follow();
  lookAgain();
}

/** The engine takes words apart by the script of one language, so it is told when the field is in another one. */
function follow(): void {
  const now = languageOf(document.activeElement);
  if (now === language) return;
  language = now;
  webFrame.setSpellCheckProvider(language, { spellCheck: ask });
}

function ask(words: string[], done: Done): void {
  const before = language;
  follow();
  // The field has become one of another language since: these words were cut out by the script of the one before.
  if (before !== language) {
    done([]);
    return lookAgain();
  }
  const turn = ++turns;
  waiting.set(turn, { done, words });
  port?.postMessage({ turn, language, words });
  setTimeout(() => answer(turn, []), patience);
}

function answer(turn: unknown, wrong: unknown): void {
  const asked = waiting.get(Number(turn));
  if (asked === undefined) return;
  waiting.delete(Number(turn));
  const given = new Set(Array.isArray(wrong) ? wrong : []);
  const found = asked.words.filter((word) => given.has(word));
  if (found.length === 0) return asked.done([]);
  const spared = sparedIn(textOf(document.activeElement));
  asked.done(found.filter((word) => !spared(word)));
}

/** What was marked in the field may be right now, or the other way round: the engine asks anew when it is switched on. */
function lookAgain(): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLElement) || !field.spellcheck) return;
  const own = field.getAttribute('spellcheck');
  field.setAttribute('spellcheck', 'false');
  requestAnimationFrame(() => {
    if (own === null) field.removeAttribute('spellcheck');
    else field.setAttribute('spellcheck', own);
  });
}

/** So many characters before the caret say in which script somebody writes now. */
const recent = 200;

function languageOf(field: Element | null): string {
  const said = field?.closest('[lang]')?.getAttribute('lang') || 'en';
  const text = textOf(field);
  const caret = isWritten(field) ? (field.selectionEnd ?? text.length) : text.length;
  return languageByScript(said, text.slice(Math.max(0, caret - recent), caret));
}

function textOf(field: Element | null): string {
  if (isWritten(field)) return field.value;
  return field instanceof HTMLElement && field.isContentEditable ? (field.textContent ?? '') : '';
}

/** Whether it is a field; one for a password is never looked into. */
function isWritten(field: Element | null): field is HTMLTextAreaElement | HTMLInputElement {
  return (
    field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type !== 'password')
  );
}
