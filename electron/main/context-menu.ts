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

/** Offers the menu in a window. @param popup shows it there. */
export function offerContextMenu(
  contents: Pick<WebContents, 'on' | 'replaceMisspelling' | 'session'>,
  words: Words,
  popup: (template: MenuItemConstructorOptions[]) => void,
): void {
  contents.on('context-menu', (_event, clicked) => {
    const template = contextMenuTemplate(clicked, words().menu, {
      replace: (word) => contents.replaceMisspelling(word),
      learn: (word) => void contents.session.addWordToSpellCheckerDictionary(word),
    });
    if (template.length > 0) popup(template);
  });
}
