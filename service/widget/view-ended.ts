// The end of a chat: goodbye, one to five, a comment, and a new beginning.
import type { Locale } from '../../shared/domain/people.ts';
import { attach, h, icons, show } from './dom.ts';
import { fill, type Texts } from './texts.ts';

export interface EndedDeps {
  texts: Texts;
  language: Locale;
  rate(score: number, comment: string): void;
  again(): void;
}

export interface EndedView {
  element: HTMLElement;
  render(rated: boolean): void;
  focus(): void;
  /** Ready for another chat. */
  clear(): void;
}

export function createEnded({ texts, language, rate, again }: EndedDeps): EndedView {
  let score = 0;
  let commented = false;
  const star = (n: number): HTMLButtonElement =>
    h(
      'button',
      {
        type: 'button',
        'data-part': `rating-${n}`,
        'aria-pressed': 'false',
        'aria-label': fill(texts.rateOf, { n }, language),
      },
      [icons.star()],
      {
        click() {
          score = n;
          // Counted at once: whoever leaves now has been heard. A comment may follow.
          rate(n, '');
          light();
          view.render(true);
        },
      },
    );
  const stars = [1, 2, 3, 4, 5].map(star);
  const light = (): void =>
    stars.forEach((button, at) => {
      button.classList.toggle('lit', at < score);
      attach(button, { 'aria-pressed': at + 1 === score ? 'true' : 'false' });
    });
  const comment = h('textarea', {
    id: 'comment',
    rows: 3,
    maxlength: 2000,
    'data-part': 'comment',
    dir: 'auto',
  });
  const more = h('div', { class: 'field', hidden: true }, [
    h('label', { for: 'comment' }, [texts.comment]),
    comment,
    h('button', { type: 'button', class: 'main', 'data-part': 'rate' }, [texts.addComment], {
      click() {
        if (comment.value.trim() === '') return comment.focus();
        commented = true;
        rate(score, comment.value);
        view.render(true);
        thanks.focus();
      },
    }),
  ]);
  const question = h('fieldset', {}, [h('legend', {}, [texts.rateAsk]), h('div', { class: 'stars' }, stars)]);
  const thanks = h('p', { class: 'thanks', role: 'status', tabindex: -1, 'data-part': 'thanks' });
  const bye = h('p', { class: 'bye', tabindex: -1, 'data-part': 'goodbye' }, [texts.goodbye]);
  const element = h('div', { class: 'over' }, [
    bye,
    question,
    more,
    thanks,
    h('button', { type: 'button', class: 'plain', 'data-part': 'again' }, [texts.again], { click: again }),
  ]);

  const view: EndedView = {
    element,
    render(rated) {
      // Rated on an earlier page: nothing is asked twice.
      show(question, !rated || score > 0);
      show(more, score > 0 && !commented);
      if (rated && (score === 0 || commented)) thanks.textContent = texts.thanks;
      else thanks.textContent = '';
      show(thanks, thanks.textContent !== '');
    },
    focus: () => bye.focus(),
    clear() {
      score = 0;
      commented = false;
      comment.value = '';
      light();
    },
  };
  return view;
}
