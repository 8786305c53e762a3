// Changes when the window starts differently: ports first, then what main knows, then the first paint.
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { createRoot } from 'react-dom/client';
import type { Port } from '../shared/ipc/rpc.ts';
import { App } from './app/App.tsx';
import { browserTimers, createData, type Data } from './data/data.ts';
import { draftsChannelName } from './data/drafts-elsewhere.ts';
import { pageGather } from './data/frame.ts';
import { phoneChannelName } from './data/phone-elsewhere.ts';
import { listenForPorts } from './data/ports.ts';
import { createSettings } from './state/settings.ts';

let data: Data | null = null;
let earlyStore: Port | null = null;
let earlyPhone: Port | null = null;

async function start(main: Port): Promise<void> {
  data = createData({
    main,
    timers: browserTimers,
    now: Date.now,
    fill: (bytes) => crypto.getRandomValues(bytes),
    draftsChannel: new BroadcastChannel(draftsChannelName),
    phoneChannel: new BroadcastChannel(phoneChannelName),
    gather: pageGather(window),
    // For whoever waits until a kill can lose nothing: the tour and the tests.
    onJournal: (saved) => (document.documentElement.dataset['journal'] = saved ? 'saved' : 'saving'),
  });
  if (earlyStore !== null) data.store.attach(earlyStore);
  if (earlyPhone !== null) data.phone.attach(earlyPhone);
  const hello = await data.main.request('app.hello', {});
  const { main: client } = data;
  const settings = createSettings(
    hello.settings,
    hello.systemLocale,
    (next) => void client.request('settings.put', next).catch(() => {}),
    {
      root: document.documentElement,
      matches: (query) => matchMedia(query).matches,
      onChange: (listener) => {
        matchMedia('(prefers-color-scheme: dark)').addEventListener('change', listener);
        matchMedia('(prefers-contrast: more)').addEventListener('change', listener);
      },
    },
  );
  client.on('settings', settings.take);
  createRoot(document.querySelector('#root')!).render(<App data={data} hello={hello} settings={settings} />);
}

listenForPorts(window, {
  onMain: (port) => {
    if (data === null) void start(port);
  },
  onStore: (port) => {
    earlyStore = port;
    data?.store.attach(port);
  },
  onPhone: (port) => {
    earlyPhone = port;
    data?.phone.attach(port);
  },
});
