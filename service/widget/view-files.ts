// Files as they are seen: beside what is being written, and within a message.
import type { ChatFile } from '../../shared/chat/protocol.ts';
import { h, icons, setText, show } from './dom.ts';
import { accepted, mostBytes, mostFiles, type Files } from './files.ts';
import type { Texts } from './texts.ts';

export interface ChosenView {
  list: HTMLElement;
  /** The button that asks for files. */
  button: HTMLElement;
  add(files: Iterable<File>): void;
  /** Those that are there, whole. */
  done(): ChatFile[];
  /** None is on its way. */
  ready(): boolean;
  clear(): void;
}

/** The same in every language, so that it costs the page but one line. */
const rule = 'PNG, JPG, GIF, WEBP, PDF, TXT · ≤ 20 MB · ≤ 10';
const sizeOf = (bytes: number): string => `${Math.ceil(bytes / 1e3)} kB`;

/** @returns the files of the message that is being written. */
export function createChosen(
  texts: Texts,
  files: Files,
  newId: () => string,
  changed: () => void,
): ChosenView {
  const chosen = new Map<string, { done: ChatFile | null; wrong: boolean; element: HTMLElement }>();
  const list = h('ul', { class: 'files', 'data-part': 'files', hidden: true });
  const input = h('input', {
    type: 'file',
    multiple: true,
    hidden: true,
    accept: accepted,
    'aria-label': texts.attach,
    'data-part': 'file',
  });
  const button = h(
    'button',
    { type: 'button', class: 'clip', 'aria-label': texts.attach, title: texts.attach },
    [icons.clip()],
    { click: () => input.click() },
  );
  const drop = (id: string): void => {
    chosen.get(id)?.element.remove();
    chosen.delete(id);
    show(list, chosen.size > 0);
    changed();
  };
  const add = (given: Iterable<File>): void => {
    for (const file of given) {
      const id = newId();
      const state = h('span', { role: 'status' }, ['…']);
      const remove = `${texts.remove} ${file.name}`;
      const element = h('li', {}, [
        h('bdi', {}, [file.name]),
        state,
        h('button', { type: 'button', 'aria-label': remove, title: remove }, [icons.close()], {
          click: () => drop(id),
        }),
      ]);
      const one = { done: null as ChatFile | null, wrong: false, element };
      const tell = (words: string): void => setText(state, words);
      const fail = (words: string): void => {
        one.wrong = true;
        element.classList.add('bad');
        tell(words);
        changed();
      };
      chosen.set(id, one);
      list.append(element);
      if (file.size > mostBytes || file.size === 0 || chosen.size > mostFiles) fail(rule);
      else
        files
          .put(
            id,
            file,
            (part) => tell(`${Math.round(part * 100)} %`),
            () => !chosen.has(id),
          )
          .then(
            (done) => {
              one.done = done;
              tell(sizeOf(done.bytes));
              changed();
            },
            ({ message }: Error) => fail(message === 'offline' ? texts.notSent : rule),
          );
    }
    show(list, chosen.size > 0);
    changed();
  };
  input.addEventListener('change', () => {
    add(input.files ?? []);
    input.value = '';
  });
  return {
    list,
    button: h('span', {}, [button, input]),
    add,
    done: () => [...chosen.values()].flatMap(({ done }) => done ?? []),
    ready: () => [...chosen.values()].every(({ done, wrong }) => done !== null || wrong),
    clear() {
      chosen.clear();
      list.replaceChildren();
      show(list, false);
    },
  };
}

/** @returns the files of a message: pictures are read and shown, all can be saved. */
export function filesOf(
  messageId: string,
  files: readonly ChatFile[],
  texts: Texts,
  from: Files,
): HTMLElement {
  return h(
    'ul',
    { class: 'files' },
    files.map((file) => {
      let url: Promise<string> | null = null;
      const read = (): Promise<string> =>
        (url ??= from.get(messageId, file).then((blob) => URL.createObjectURL(blob)));
      const state = h('span', {}, [sizeOf(file.bytes)]);
      const save = h(
        'button',
        { type: 'button', 'aria-label': file.name, title: file.name },
        [icons.save()],
        {
          click: () =>
            void read().then(
              (href) => h('a', { href, download: file.name }).click(),
              () => {
                url = null;
                setText(state, texts.failed);
              },
            ),
        },
      );
      const element = h('li', {}, [h('bdi', {}, [file.name]), state, save]);
      if (file.type.startsWith('image/'))
        void read().then(
          (src) => {
            const image = h('img', { src, alt: file.name }, [], { error: () => image.remove() });
            element.prepend(image);
          },
          // The one who sent it may still be sending the file: the button asks again.
          () => (url = null),
        );
      return element;
    }),
  );
}
