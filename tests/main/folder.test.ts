// Changes when what main keeps in the user's folder is kept otherwise: settings, the log, the window's place.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeAtomic } from '../../electron/main/atomic-file.ts';
import { createLogFile } from '../../electron/main/log-file.ts';
import { openSettings } from '../../electron/main/settings.ts';
import { readPlace } from '../../electron/main/window-place.ts';
import { leastSize, placeWindow, usualSize, type Rectangle } from '../../electron/main/window-state.ts';
import { memoryLog, temporaryFolder } from './support/fakes.ts';

describe('settings.json', () => {
  const open = (folder: string, log = memoryLog()) => openSettings(folder, () => 5, log);

  test('begins with the defaults and keeps what is put', async () => {
    const folder = temporaryFolder();
    const settings = await open(folder);
    expect(settings.get()).toMatchObject({ theme: 'system', notificationText: true });
    const heard: string[] = [];
    settings.onChange(({ theme }) => void heard.push(theme));
    await Promise.all([
      settings.put({ ...settings.get(), theme: 'light' }),
      settings.put({ ...settings.get(), theme: 'dark' }),
    ]);
    expect(heard).toEqual(['light', 'dark']);
    expect((await open(folder)).get().theme).toBe('dark');
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  test.each(['', '{', 'null', '[1]', '"x"', '{"theme":', '\0\0\0'])(
    'damaged (%j) is kept aside',
    async (content) => {
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'settings.json'), content);
      const log = memoryLog();
      expect((await open(folder, log)).get().theme).toBe('system');
      expect(readdirSync(folder)).toEqual(['settings.json.damaged-5']);
      expect(readFileSync(join(folder, 'settings.json.damaged-5'), 'utf8')).toBe(content);
      expect(log.lines).toHaveLength(1);
    },
  );

  test('with one bad value keeps the others', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'settings.json'), '{"theme":"pink","density":"compact","more":1}');
    expect((await open(folder)).get()).toMatchObject({ theme: 'system', density: 'compact' });
  });

  test('that cannot be written says so and changes nothing', async () => {
    const folder = temporaryFolder();
    const settings = await open(folder);
    mkdirSync(join(folder, 'settings.json'));
    const put = settings.put({ ...settings.get(), theme: 'dark' });
    await expect(put).rejects.toMatchObject({ kind: 'storage' });
    expect(settings.get().theme).toBe('system');
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });
});

describe('a file that is replaced', () => {
  test('is the old one or the new one, and leaves no draft', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'x');
    await writeAtomic(file, 'one');
    await writeAtomic(file, new Uint8Array([116, 119, 111]));
    expect(readFileSync(file, 'utf8')).toBe('two');
    await expect(writeAtomic(join(folder, 'none', 'x'), 'y')).rejects.toThrow('ENOENT');
    expect(readdirSync(folder)).toEqual(['x']);
  });
});

describe('the log', () => {
  test('goes on where it was, is put aside when it is full, and keeps so many', () => {
    const folder = join(temporaryFolder(), 'logs');
    const options = { folder, maxBytes: 20, keep: 2 };
    createLogFile(options)('0123456789');
    const write = createLogFile(options);
    for (const line of ['second', 'third line', 'fourth', 'a line longer than the whole file may be', 'last'])
      write(line);
    const content = (name: string): string => readFileSync(join(folder, name), 'utf8');
    expect(readdirSync(folder).toSorted()).toEqual(['parley.1.log', 'parley.2.log', 'parley.log']);
    expect(content('parley.log')).toBe('last\n');
    expect(content('parley.1.log')).toBe('a line longer than the whole file may be\n');
    expect(content('parley.2.log')).toBe('third line\nfourth\n');
  });

  test('that cannot be written ends nothing', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => createLogFile({ folder: join(file, 'logs') })('x')).not.toThrow();
  });
});

describe('the place of the window', () => {
  const laptop: Rectangle = { x: 0, y: 25, width: 1440, height: 875 };
  const big: Rectangle = { x: 1440, y: 0, width: 2560, height: 1400 };

  test('is the middle of the main screen at first', () => {
    expect(placeWindow(undefined, [big, laptop])).toEqual({
      x: 2000,
      y: 250,
      ...usualSize,
      maximized: false,
    });
  });

  test('is where it was left, on any screen', () => {
    const left = { x: 2000, y: 100, width: 1200, height: 800, maximized: true };
    expect(placeWindow(left, [laptop, big])).toEqual(left);
  });

  test('comes back to the main screen when its own is gone', () => {
    const left = { x: 2000, y: 100, width: 1200, height: 800, maximized: false };
    expect(placeWindow(left, [laptop])).toEqual({ ...left, x: 120, y: 62 });
  });

  test('is no larger than a small screen', () => {
    const small = { x: 0, y: 0, width: 1000, height: 560 };
    expect(placeWindow(undefined, [small])).toEqual({ ...small, maximized: false });
  });

  test('can always be grabbed by its title bar, whatever was saved and whatever the screens', () => {
    const screen = fc.record({
      x: fc.integer({ min: -5000, max: 5000 }),
      y: fc.integer({ min: -5000, max: 5000 }),
      width: fc.integer({ min: 640, max: 5120 }),
      height: fc.integer({ min: 480, max: 2880 }),
    });
    const saved = fc.record({
      x: fc.integer({ min: -9000, max: 9000 }),
      y: fc.integer({ min: -9000, max: 9000 }),
      width: fc.integer({ min: 1, max: 9000 }),
      height: fc.integer({ min: 1, max: 9000 }),
      maximized: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.option(saved, { nil: undefined }),
        fc.array(screen, { minLength: 1, maxLength: 4 }),
        (left, screens) => {
          const { x, y, width, height } = placeWindow(left, screens);
          const home = screens.find((one) => {
            const seen = Math.min(x + width, one.x + one.width) - Math.max(x, one.x);
            return seen >= 160 && y >= one.y && y + 32 <= one.y + one.height;
          });
          expect(home).toBeDefined();
          const fits = screens.some((one) => width <= one.width && height <= one.height);
          expect(fits).toBe(true);
          const allSmall = screens.every(
            (one) => one.width < leastSize.width || one.height < leastSize.height,
          );
          expect(allSmall || (width >= 640 && height >= 480)).toBe(true);
        },
      ),
    );
  });

  test.each(['{', '{"x":1}', '{"x":0,"y":0,"width":-1,"height":1,"maximized":false}', '{"x":1e400}'])(
    'a damaged file (%s) counts as none',
    async (content) => {
      const file = join(temporaryFolder(), 'window.json');
      writeFileSync(file, content);
      expect(await readPlace(file, memoryLog())).toBeUndefined();
    },
  );
});
