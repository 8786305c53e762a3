// Changes when a right click, or the menu key, on words in a window offers something else.
import type { ContextMenuParams, MenuItemConstructorOptions, WebContents } from 'electron';
import type { MainWords, MenuRole, Words } from './words.ts';

/** What was clicked on, as Chromium says it. */
export type Clicked = Pick<
  ContextMenuParams,
  'isEditable' | 'selectionText' | 'editFlags' | 'misspelledWord' | 'dictionarySuggestions'
>;

/** What can be done with a word that the spell checker does not know. */
export interface Spelling {
  readonly replace: (word: string) => void;
  readonly learn: (word: string) => void;
}

const mostSuggestions = 5;

/** @returns the menu for what was clicked on; empty where there is nothing to do with it. */
export function contextMenuTemplate(
  clicked: Clicked,
  words: MainWords['menu'],
  { replace, learn }: Spelling,
): MenuItemConstructorOptions[] {
  const { isEditable, selectionText, editFlags, misspelledWord, dictionarySuggestions } = clicked;
  const role = (name: MenuRole, enabled: boolean): MenuItemConstructorOptions => ({
    role: name,
    label: words[name],
    enabled,
  });
  if (!isEditable) return selectionText.trim() === '' ? [] : [role('copy', editFlags.canCopy)];
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const suggestions = dictionarySuggestions.slice(0, mostSuggestions).map(
    (word): MenuItemConstructorOptions => ({
      // One of them would underline a letter instead.
      label: word.replaceAll('&', '&&'),
      click: () => replace(word),
    }),
  );
  const spelling =
    misspelledWord === ''
      ? []
      : [
          ...(suggestions.length === 0 ? [{ label: words.noSuggestions, enabled: false }] : suggestions),
          { label: words.learnWord, click: () => learn(misspelledWord) },
          separator,
        ];
  return [
    ...spelling,
    role('undo', editFlags.canUndo),
    role('redo', editFlags.canRedo),
    separator,
    role('cut', editFlags.canCut),
    role('copy', editFlags.canCopy),
    role('paste', editFlags.canPaste),
    separator,
    role('selectAll', editFlags.canSelectAll),
  ];
}

/** Who knows of words what the engine does not: Parley's own checker, where the system has none. */
export interface Speller {
  /** @returns what could have been meant, best first. Never rejects. */
  suggest(word: string): Promise<string[]>;
  learn(word: string): void;
}

/** Where a menu comes up: at the caret where it was asked for by key, else (undefined) at the mouse. */
export type MenuPlace = { readonly x: number; readonly y: number } | undefined;

/**
 * Offers the menu in a window.
 * @param popup shows it there.
 * @param speller null where the system's own checker has said with the click what it knows.
 */
export function offerContextMenu(
  contents: Pick<WebContents, 'on' | 'replaceMisspelling' | 'session'>,
  words: Words,
  popup: (template: MenuItemConstructorOptions[], place: MenuPlace) => void,
  speller: Speller | null,
): void {
  const offer = async (clicked: ContextMenuParams): Promise<void> => {
    const { misspelledWord, menuSourceType, x, y } = clicked;
    const dictionarySuggestions =
      speller === null || misspelledWord === ''
        ? clicked.dictionarySuggestions
        : await speller.suggest(misspelledWord);
    const template = contextMenuTemplate({ ...clicked, dictionarySuggestions }, words().menu, {
      replace: (word) => contents.replaceMisspelling(word),
      learn: (word) => {
        if (speller === null) contents.session.addWordToSpellCheckerDictionary(word);
        else speller.learn(word);
      },
    });
    if (template.length > 0) popup(template, menuSourceType === 'keyboard' ? { x, y } : undefined);
  };
  contents.on('context-menu', (_event, clicked) => void offer(clicked));
}
