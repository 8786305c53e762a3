// The form that begins a chat: name, e-mail, question.
import type { Locale } from '../../shared/domain/people.ts';
import { attach, followDirection, h, setText, show } from './dom.ts';
import type { Drafts } from './keep.ts';
import { fill, type Texts } from './texts.ts';

/** The most characters a message may have; the service holds the same bound. */
export const maxMessage = 16_000;

export interface FormDeps {
  texts: Texts;
  language: Locale;
  drafts: Drafts;
  changed(drafts: Drafts): void;
  submit(answers: { name: string; email: string | null; text: string }): void;
}

export interface FormView {
  element: HTMLElement;
  focus(): void;
  /** Shows a sentence about the whole form; empty hides it. */
  tell(sentence: string): void;
  /** Puts words that could not be sent elsewhere before what the question holds, or behind it. */
  fillQuestion(text: string, behind?: boolean): void;
  /** Empties the question, once it is asked. */
  clear(): void;
}

/** @returns why this message cannot be sent for its length, or an empty text. */
export function lengthProblem(text: string, texts: Texts, language: Locale): string {
  return text.length <= maxMessage ? '' : fill(texts.tooLong, { n: text.length, max: maxMessage }, language);
}

export function createForm({ texts, language, drafts, changed, submit }: FormDeps): FormView {
  const field = (
    part: 'name' | 'email' | 'question',
    label: string,
    input: HTMLInputElement | HTMLTextAreaElement,
    optional = false,
  ): {
    element: HTMLElement;
    input: HTMLInputElement | HTMLTextAreaElement;
    wrong(sentence: string): boolean;
  } => {
    const problem = h('p', { class: 'wrong', id: `${part}-wrong`, hidden: true });
    attach(input, {
      id: part,
      'data-part': part,
      name: part,
      'aria-required': optional ? null : 'true',
    });
    input.value = drafts[part] ?? '';
    followDirection(input);
    input.addEventListener('input', () => {
      wrong('');
      changed({ name: name.input.value, email: email.input.value, question: question.input.value });
    });
    const wrong = (sentence: string): boolean => {
      setText(problem, sentence);
      show(problem, sentence !== '');
      attach(input, {
        'aria-invalid': sentence !== '' && 'true',
        'aria-describedby': sentence !== '' && problem.id,
      });
      return sentence !== '';
    };
    const caption = h('label', { for: part }, [label, optional ? h('i', {}, [texts.optional]) : null]);
    return {
      element: h('div', { class: part === 'question' ? 'field grow' : 'field' }, [caption, input, problem]),
      input,
      wrong,
    };
  };

  const name = field('name', texts.name, h('input', { type: 'text', autocomplete: 'name', maxlength: 200 }));
  const email = field(
    'email',
    texts.email,
    h('input', { type: 'email', autocomplete: 'email', inputmode: 'email', maxlength: 320 }),
    true,
  );
  const question = field('question', texts.question, h('textarea', { rows: 4 }));
  const told = h('p', { class: 'wrong', role: 'alert', hidden: true });

  const check = (): HTMLElement | null => {
    const text = question.input.value;
    const noName = name.wrong(name.input.value.trim() === '' ? texts.needName : '');
    const mail = email.input.value.trim();
    const noMail = email.wrong(mail === '' || /^[^\s@]+@[^\s@]+$/.test(mail) ? '' : texts.wrongEmail);
    const noText = question.wrong(
      text.trim() === '' ? texts.needQuestion : lengthProblem(text, texts, language),
    );
    return noName ? name.input : noMail ? email.input : noText ? question.input : null;
  };

  const element = h(
    'form',
    { class: 'form', novalidate: true },
    [
      h('p', { class: 'intro' }, [texts.intro]),
      told,
      name.element,
      email.element,
      question.element,
      h('button', { class: 'main', type: 'submit', 'data-part': 'start' }, [texts.start]),
    ],
    {
      submit(event) {
        event.preventDefault();
        const wrong = check();
        if (wrong !== null) return wrong.focus();
        const mail = email.input.value.trim();
        submit({
          name: name.input.value.trim(),
          email: mail === '' ? null : mail,
          text: question.input.value,
        });
      },
    },
  );

  return {
    element,
    focus: () => (name.input.value === '' ? name : question).input.focus(),
    tell(sentence) {
      setText(told, sentence);
      show(told, sentence !== '');
    },
    fillQuestion(text, behind = false) {
      const now = question.input.value;
      question.input.value = (behind ? [now, text] : [text, now])
        .filter((part) => part.trim() !== '')
        .join('\n\n');
      question.input.dispatchEvent(new Event('input'));
    },
    clear() {
      question.input.value = '';
      question.input.dispatchEvent(new Event('input'));
    },
  };
}
