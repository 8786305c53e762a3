// The element <parley-chat>: what a site writes into its page, and how long it lives there.
import { shelf } from './browser.ts';
import { createChat } from './chat.ts';
import { createKeep } from './keep.ts';
import { createStyles } from './styles.ts';
import { pickLanguage, textsOf } from './texts.ts';

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
  const chat = createChat({ host, service, language, texts, keep, fullPage });
  root.replaceChildren(chat.element);
  chat.begin();
  return chat.stop;
}
