// Changes when the window is given its fake store and main in a plain browser differently. Runs in the page, before it.
import '../../../renderer/zod.ts';
import { makeWorld } from '../../../service/seed/world.ts';
import { serve, type Port } from '../../../shared/ipc/rpc.ts';
import { locales } from '../../../shared/domain/locales.ts';
import { mainContract, type Settings } from '../../../shared/ipc/main.ts';
import type { SpellingState } from '../../../shared/ipc/spelling.ts';
import type { Draft } from '../../../shared/ipc/store.ts';
import { createFakeStore, type FakeStore } from './index.ts';
import { playScene } from './scene.ts';

/** What a test says of the page it wants, as `window.parleyTest` before this script. */
export interface PageWish {
  settings: Settings;
  signedOut?: boolean;
  /** A quiet window: no sessions, no offers. */
  empty?: boolean;
  demo?: boolean;
}
declare global {
  interface Window {
    parleyTest?: PageWish;
    /** The store behind the page, for tests to look into and to act through. */
    fake?: FakeStore & { restart: () => void; notifications: unknown[] };
  }
}

const wish: PageWish = window.parleyTest ?? {
  settings: { theme: 'light', density: 'comfortable', locale: 'en', sounds: false, notificationText: true },
};
const agentId = 'agent-demo';
const store = createFakeStore({
  seed: makeWorld(Date.now()),
  agentId,
  now: Date.now,
  signedOut: wish.signedOut === true,
});
if (wish.empty !== true) playScene(store, agentId, Date.now());

// What a store has on disk is there when the window is loaded again.
const disk = JSON.parse(sessionStorage.getItem('disk') ?? '{}') as { state?: string; drafts?: Draft[] };
store.workspace.state = disk.state ?? null;
for (const draft of disk.drafts ?? []) store.drafts.set(draft.key, draft);
window.addEventListener('pagehide', () => {
  const kept = { state: store.workspace.state ?? undefined, drafts: [...store.drafts.values()] };
  sessionStorage.setItem('disk', JSON.stringify(kept));
});

const ends = (channel: MessageChannel): { page: MessagePort; port: Port } => ({
  page: channel.port2,
  port: {
    post: (message) => channel.port1.postMessage(message),
    onMessage: (listener) => {
      channel.port1.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data));
      channel.port1.start();
    },
    onClose: () => {},
  },
});
const connectStore = (): void => {
  const { page, port } = ends(new MessageChannel());
  store.connect(port);
  window.postMessage({ parley: 'store' }, '*', [page]);
};
/** As on most computers: no German dictionary. */
const spellingHere: SpellingState = {
  by: 'parley',
  languages: locales.map((language) => ({ language, from: language === 'de' ? null : 'parley' })),
  folder: '/home/ada/.config/Parley/dictionaries',
};
const notifications: unknown[] = [];

window.addEventListener('message', (event: MessageEvent<{ parley?: string } | null>) => {
  if (event.data?.parley !== 'ready') return;
  const { page, port } = ends(new MessageChannel());
  serve(
    mainContract,
    port,
    {
      'app.hello': () => ({
        version: '0.1.0',
        platform: 'linux',
        settings: wish.settings,
        systemLocale: 'en-GB',
        defaultService: 'https://parley.example',
        demo: wish.demo === true ? { handle: 'demo', password: 'right' } : null,
      }),
      'app.usable': () => ({}),
      'windows.set': () => ({}),
      'windows.show': () => ({}),
      'windows.close': () => ({}),
      'windows.done': () => ({}),
      'settings.put': () => ({}),
      'notification.show': (input) => {
        notifications.push(input);
        return { shown: true };
      },
      'notification.close': () => ({}),
      'badge.set': () => ({}),
      'tray.set': () => ({}),
      'phone.key': () => ({ free: null }),
      'external.open': () => ({ opened: false }),
      'report.save': () => ({ saved: true }),
      'text.save': () => ({ saved: true }),
      'spelling.know': () => ({}),
      'spelling.state': () => spellingHere,
      'clipboard.write': () => ({}),
    },
    (name, error) => console.error('fake main', name, error),
  );
  window.postMessage({ parley: 'main' }, '*', [page]);
  connectStore();
});
window.fake = Object.assign(store, { restart: connectStore, notifications });
