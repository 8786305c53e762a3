// Changes when a right click on words in a window offers something else.
import { EventEmitter } from 'node:events';
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { contextMenuTemplate, offerContextMenu, type Clicked } from '../../electron/main/context-menu.ts';
import { wordsOf } from '../../electron/main/words.ts';
import { locales } from '../../shared/domain/people.ts';

const flags = {
  canUndo: true,
  canRedo: false,
  canCut: true,
  canCopy: true,
  canPaste: true,
  canDelete: true,
  canSelectAll: true,
  canEditRichly: false,
};
const clicked = (over: Partial<Clicked> = {}): Clicked => ({
  isEditable: true,
  selectionText: '',
  editFlags: flags,
  misspelledWord: '',
  dictionarySuggestions: [],
  ...over,
});
const none = { replace: () => {}, learn: () => {} };
const en = wordsOf('en').menu;
const labels = (template: readonly MenuItemConstructorOptions[]) =>
  template.flatMap(({ label }) => (label === undefined ? [] : [label]));

describe('a right click', () => {
  test('in a field cuts, copies and pastes, as far as there is something to cut', () => {
    const template = contextMenuTemplate(
      clicked({ editFlags: { ...flags, canCut: false, canCopy: false } }),
      en,
      none,
    );
    expect(labels(template)).toEqual(['Undo', 'Redo', 'Cut', 'Copy', 'Paste', 'Select all']);
    const off = template.filter(({ enabled }) => enabled === false).map(({ role }) => role);
    expect(off).toEqual(['redo', 'cut', 'copy']);
  });

  test('on what somebody wrote copies what is selected of it, and offers nothing where nothing is', () => {
    expect(
      labels(contextMenuTemplate(clicked({ isEditable: false, selectionText: 'C-1' }), en, none)),
    ).toEqual(['Copy']);
    expect(contextMenuTemplate(clicked({ isEditable: false, selectionText: ' ' }), en, none)).toEqual([]);
  });

  test('on a word that is not in the dictionary offers at most five others, as they are, and to learn it', () => {
    const contents = Object.assign(new EventEmitter(), {
      replaced: [] as string[],
      replaceMisspelling: (word: string) => void contents.replaced.push(word),
      learned: [] as string[],
      session: { addWordToSpellCheckerDictionary: (word: string) => contents.learned.push(word) > 0 },
    });
    const shown: MenuItemConstructorOptions[][] = [];
    offerContextMenu(
      contents as unknown as Parameters<typeof offerContextMenu>[0],
      () => wordsOf('de'),
      (template) => void shown.push(template),
      null,
    );
    const suggestions = ['Lampe', 'R&D', 'Lampen', 'Lampion', 'Rampe', 'Wampe'];
    contents.emit(
      'context-menu',
      {},
      clicked({ misspelledWord: 'Lamppe', dictionarySuggestions: suggestions }),
    );
    const [menu = []] = shown;
    expect(labels(menu).slice(0, 6)).toEqual([
      'Lampe',
      'R&&D',
      'Lampen',
      'Lampion',
      'Rampe',
      'Ins Wörterbuch aufnehmen',
    ]);
    for (const item of menu) (item.click as (() => void) | undefined)?.();
    expect(contents.replaced).toEqual(['Lampe', 'R&D', 'Lampen', 'Lampion', 'Rampe']);
    expect(contents.learned).toEqual(['Lamppe']);
    contents.emit('context-menu', {}, clicked({ misspelledWord: 'xqz' }));
    expect(labels(shown[1] ?? [])[0]).toBe('Keine Vorschläge');
    contents.emit('context-menu', {}, clicked({ isEditable: false }));
    expect(shown).toHaveLength(2);
  });

  test('asks our own checker where the system has none, and comes up at the caret where a key asked for it', async () => {
    const contents = Object.assign(new EventEmitter(), { replaceMisspelling: () => {} });
    const learned: string[] = [];
    const shown: { menu: MenuItemConstructorOptions[]; place: unknown }[] = [];
    let told: () => void = () => {};
    const one = new Promise<void>((resolve) => (told = resolve));
    offerContextMenu(
      contents as unknown as Parameters<typeof offerContextMenu>[0],
      () => wordsOf('en'),
      (menu, place) => {
        shown.push({ menu, place });
        told();
      },
      { suggest: async (word) => [`${word}!`], learn: (word) => void learned.push(word) },
    );
    contents.emit(
      'context-menu',
      {},
      { ...clicked({ misspelledWord: 'refnud' }), menuSourceType: 'keyboard', x: 3, y: 4 },
    );
    await one;
    expect(shown[0]?.place).toEqual({ x: 3, y: 4 });
    expect(labels(shown[0]?.menu ?? []).slice(0, 2)).toEqual(['refnud!', 'Add to the dictionary']);
    (shown[0]?.menu[1]?.click as (() => void) | undefined)?.();
    expect(learned).toEqual(['refnud']);
    // What is asked about a word that is right waits for nobody, and comes up at the mouse.
    contents.emit('context-menu', {}, { ...clicked(), menuSourceType: 'mouse', x: 3, y: 4 });
    expect(shown[1]?.place).toBeUndefined();
  });

  test.each(locales)('leaves no word to Electron in %s', (locale) => {
    const words = wordsOf(locale).menu;
    const template = contextMenuTemplate(clicked({ misspelledWord: 'xqz' }), words, none);
    expect(template.filter(({ type, label }) => type !== 'separator' && !label)).toEqual([]);
  });
});
