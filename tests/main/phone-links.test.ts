// Changes when links to call somebody reach Parley, or are registered, otherwise.
import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createPhoneLinks } from '../../electron/main/phone-links.ts';
import { readLaunchOptions } from '../../electron/main/launch-options.ts';
import type { PhoneLink } from '../../shared/ipc/phone-link.ts';
import { memoryLog } from './support/fakes.ts';

class FakeApp extends EventEmitter {
  readonly isPackaged = true;
  readonly schemes = new Map<string, readonly string[]>();
  getAppPath = (): string => '/app';
  setAsDefaultProtocolClient = (scheme: string, _path?: string, args: string[] = []): boolean => {
    this.schemes.set(scheme, args);
    return true;
  };
  removeAsDefaultProtocolClient = (scheme: string): boolean => this.schemes.delete(scheme);
}

function make(args: readonly string[] = ['parley']) {
  const app = new FakeApp();
  const links = createPhoneLinks({ app: app as never, args, execPath: '/parley', log: memoryLog() });
  const taken: PhoneLink[] = [];
  const window = { ready: false, shown: 0 };
  links.to(
    (link) => taken.push(link),
    () => window.ready,
    () => (window.shown += 1),
  );
  const openUrl = (url: string): boolean => app.emit('open-url', { preventDefault: () => {} }, url);
  return { app, links, taken, window, openUrl };
}

test('CALL-20: a link that started Parley waits for its window, and is then asked about once', () => {
  const { links, taken, window } = make(['parley', '--', 'tel:+49-30-1234567']);
  expect(taken).toEqual([]);
  window.ready = true;
  links.usable();
  links.usable();
  expect(taken).toEqual([{ to: '+49301234567', extension: '' }]);
});

test('CALL-20: a link of a running Parley brings the window to the front, by each system’s way', () => {
  const { links, taken, window, openUrl } = make();
  window.ready = true;
  links.started(['parley', 'sip:ada@example.org']);
  openUrl('callto:+15550100');
  expect(taken.map(({ to }) => to)).toEqual(['ada@example.org', '+15550100']);
  expect(window.shown).toBe(2);
});

test('CALL-20: what is no plain link is refused, and nothing comes to the front', () => {
  const { links, taken, window, openUrl } = make();
  window.ready = true;
  links.started(['parley', 'sip:ada@example.org?Replaces=x', '--service=https://evil.example']);
  openUrl('https://example.org');
  openUrl('tel:*21*1#');
  expect(taken).toEqual([]);
  expect(window.shown).toBe(0);
});

test('schemes are taken and given back only when the agent says so', () => {
  const { app, links } = make();
  links.register(null);
  expect(app.schemes.size).toBe(0);
  links.register(true);
  expect([...app.schemes.keys()]).toEqual(['tel', 'callto', 'sip', 'sips']);
  expect(app.schemes.get('tel')).toEqual(['--']);
  links.register(false);
  expect(app.schemes.size).toBe(0);
});

test('what stands behind the dashes of a command line is no switch', () => {
  const args = ['parley', '--', '--service=https://evil.example', '--demo=ada'];
  const { defaultService, demo } = readLaunchOptions(args, { PARLEY_DEMO_PASSWORD: 'x' });
  expect([defaultService, demo]).toEqual([null, null]);
});
