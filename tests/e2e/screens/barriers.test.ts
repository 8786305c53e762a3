// Changes when a screen has to be usable in another circumstance: looks, forced colours, zoom, a small window.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { demoAccounts } from '../../../service/seed/company.ts';
import type { DeskStage } from '../../support/desk-stage.ts';
import { barriers, defects, hiddenFocus } from './checks.ts';
import { theSubjects, usualStage } from './stage.ts';
import { screensOf } from './screens.ts';

let stage: DeskStage;
const only = process.env['PARLEY_SCREEN'];
const screens = screensOf(theSubjects).filter(
  ({ name }) => only === undefined || only.split(',').includes(name),
);

beforeAll(async () => {
  stage = await usualStage('screens', demoAccounts.admin);
}, 180_000);
afterAll(() => stage?.close());
afterEach(() => {
  const told = stage.complaints.splice(0);
  if (told.length > 0) throw new Error(`The window complained: ${told.join('\n')}`);
});

/** Walks every screen. @returns what was found, by the screen's name. */
async function walk(
  look: (name: string, within?: string) => Promise<string[]>,
): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const screen of screens) {
    try {
      await screen.open(stage);
      const problems = await look(screen.name, screen.within);
      if (problems.length > 0) found[screen.name] = problems;
    } catch (error) {
      await stage.picture(`failed-${screen.name}`);
      found[screen.name] = [
        `could not be opened: ${error instanceof Error ? error.message.slice(0, 400) : ''}`,
      ];
      await stage.page.keyboard.press('Escape');
    }
    await screen.leave?.(stage).catch(async (error: unknown) => {
      (found[screen.name] ??= []).push(`could not be left: ${String(error).slice(0, 300)}`);
    });
  }
  return found;
}

describe('every screen can be used', () => {
  test.each([
    ['light, English', { theme: 'light', locale: 'en' }, 'none'],
    ['dark, German', { theme: 'dark', locale: 'de' }, 'none'],
    ['forced colours', { theme: 'light', locale: 'en' }, 'active'],
    ['dark, Arabic', { theme: 'dark', locale: 'ar' }, 'none'],
  ] as const)('%s', { timeout: 400_000 }, async (_, look, forcedColors) => {
    await stage.size(1440, 900);
    await stage.look(look);
    await stage.page.emulateMedia({ forcedColors });
    try {
      expect(await walk(async (_name, within) => barriers(stage.page, within))).toEqual({});
    } finally {
      await stage.page.emulateMedia({ forcedColors: null });
    }
  });

  test.each([
    ['a small window', 1024, 640, 1],
    ['at 200 %', 1280, 800, 2],
  ] as const)(
    '%s: nothing is cut, and the keyboard is never out of sight',
    { timeout: 400_000 },
    async (name, width, height, zoom) => {
      await stage.look({ theme: 'light', locale: 'en' });
      await stage.size(width, height, zoom);
      const tabbed = new Set(['home', 'conversation', 'case', 'cases', 'knowledge']);
      try {
        const found = await walk(async (screen) => {
          await stage.picture(`${zoom === 1 ? 'small' : 'zoom'}-${screen}`);
          const cut = await defects(stage.page);
          return tabbed.has(screen) ? [...cut, ...(await hiddenFocus(stage.page, 30))] : cut;
        });
        expect(found, name).toEqual({});
      } finally {
        await stage.size(1440, 900, 1);
      }
    },
  );
});
