// The frame around the chat: launcher, header, notice, the question before it ends.
import type { Locale } from '../../shared/domain/people.ts';
import { attach, h, icons, setText, show } from './dom.ts';
import type { Phase } from './model.ts';
import { directionOf, type Texts } from './texts.ts';

export interface PanelDeps {
  texts: Texts;
  language: Locale;
  fullPage: boolean;
  body: HTMLElement;
  /** What stands below the body, under the question before the end. */
  below: readonly HTMLElement[];
  open(): boolean;
  setOpen(open: boolean): void;
  leave(): void;
  /** The question before the end was taken back. */
  stays(): void;
}

export interface PanelView {
  element: HTMLElement;
  launch: HTMLElement;
  render(phase: Phase, agentName: string | null): void;
  /** Shows a sentence about the connection; empty hides it. */
  notice(sentence: string): void;
  unread(count: number): void;
}

export function createPanel(deps: PanelDeps): PanelView {
  const { texts, language, fullPage, body, below } = deps;
  let asks = false;
  const title = h('bdi');
  const state = h('p', { role: 'status', 'data-part': 'state' });
  const mark = h('div', { class: 'mark', 'aria-hidden': 'true' });
  const tool = (part: string, label: string, picture: Node, click: () => void): HTMLButtonElement => {
    const named = { 'data-part': part, 'aria-label': label, title: label };
    return h('button', { type: 'button', class: 'tool flip', ...named }, [picture], { click });
  };
  const leave = tool('leave', texts.end, icons.leave(), () => ask(true));
  const close = tool('close', texts.close, icons.down(), () => deps.setOpen(false));
  const notice = h('p', { class: 'notice', role: 'status', 'data-part': 'notice', hidden: true });
  const stay = (): void => {
    ask(false);
    deps.stays();
  };
  const no = h('button', { type: 'button', 'data-part': 'leave-no' }, [texts.keepOn], { click: stay });
  const yes = h('button', { type: 'button', class: 'yes', 'data-part': 'leave-yes' }, [texts.end], {
    click() {
      stay();
      deps.leave();
    },
  });
  const words = { class: 'ask', role: 'group', 'aria-label': texts.endAsk, hidden: true };
  const question = h('div', words, [h('span', {}, [texts.endAsk]), no, yes]);
  const footer = h('footer', {}, [question, ...below]);
  const who = h('div', { class: 'who' }, [h('h2', { id: 'title' }, [title]), state]);
  const panel = h(
    'section',
    { class: 'panel', role: fullPage ? null : 'dialog', 'aria-labelledby': 'title', 'data-part': 'panel' },
    [h('header', {}, [mark, who, leave, close]), notice, body, footer],
  );
  const count = h('span', { class: 'count', hidden: true });
  const launch = h(
    'button',
    { type: 'button', class: 'launch', 'data-part': 'launch' },
    [icons.chat(), icons.down(), count],
    { click: () => deps.setOpen(!deps.open()) },
  );
  const element = h('div', { class: 'all', lang: language, dir: directionOf(language) }, [panel, launch], {
    // One step back.
    keydown(event) {
      if (event.key !== 'Escape' || event.isComposing) return;
      if (asks) stay();
      else if (!fullPage && deps.open()) deps.setOpen(false);
      else return;
      event.stopPropagation();
    },
  });

  function ask(next: boolean): void {
    asks = next;
    show(question, asks);
    if (asks) yes.focus();
  }

  return {
    element,
    launch,
    render(phase, agentName) {
      const states: Record<Phase, string> = {
        form: '',
        starting: texts.connecting,
        queued: texts.queued,
        talking: texts.talking,
        ended: texts.ended,
      };
      const named = phase === 'form' ? null : agentName;
      const open = deps.open();
      element.classList.toggle('open', open);
      panel.classList.toggle('form-only', phase === 'form');
      show(panel, open);
      show(launch, !fullPage);
      show(close, !fullPage);
      attach(launch, { 'aria-expanded': open ? 'true' : 'false' });
      setText(title, named ?? texts.title);
      setText(state, states[phase]);
      attach(state, { 'data-state': phase });
      show(state, states[phase] !== '');
      if (named === null) mark.replaceChildren(icons.chat());
      else setText(mark, initialsOf(named));
      show(footer, phase !== 'form');
      const canEnd = phase === 'queued' || phase === 'talking';
      show(leave, canEnd);
      if (!canEnd && asks) ask(false);
    },
    notice(sentence) {
      setText(notice, sentence);
      show(notice, sentence !== '');
    },
    unread(number) {
      const shown = number.toLocaleString(language);
      setText(count, number > 99 ? '99+' : shown);
      show(count, number > 0);
      attach(launch, { 'aria-label': number > 0 ? `${texts.open}, ${texts.fresh}: ${shown}` : texts.open });
    },
  };
}

/** @returns up to two letters. */
function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/);
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : ''].map(
    (part) => Array.from(part ?? '')[0] ?? '',
  );
  return letters.join('').toLocaleUpperCase();
}
