// Changes when the window reaches the phone differently. The phone lives in a window of its own; this only looks and asks.
import { AppError } from '../../shared/errors.ts';
import { phoneContract, type PhoneContract } from '../../shared/ipc/phone.ts';
import { createClient, type Client, type Port, type Timers } from '../../shared/ipc/rpc.ts';
import type { CallQuality } from '../../shared/phone/engine.ts';
import type { PhoneState, Wish } from '../../shared/phone/types.ts';

/** What the window knows of the phone. */
export interface PhoneView {
  /** Null: this desktop has no phone, or it has not told yet. */
  readonly phone: PhoneState | null;
  readonly quality: Readonly<Record<string, CallQuality>>;
}

/** The phone as the window sees it. */
export interface PhoneClient {
  /** Takes the newest port; the phone tells how it is, and from then on every change. */
  attach(port: Port): void;
  get(): PhoneView;
  watch(listener: () => void): () => void;
  /** @throws AppError `state` where it cannot be, `unreachable` where there is no phone. */
  wish(wish: Wish): Promise<void>;
}

/** See {@link PhoneClient}. */
export function createPhoneClient(timers: Timers): PhoneClient {
  const listeners = new Set<() => void>();
  let current: Client<PhoneContract> | null = null;
  let view: PhoneView = { phone: null, quality: {} };
  const show = (next: PhoneView): void => {
    view = next;
    for (const listener of listeners) listener();
  };
  const take = (phone: PhoneState): void => {
    const live = new Set(phone.calls.filter(({ phase }) => phase !== 'ended').map(({ id }) => id));
    const quality = Object.fromEntries(Object.entries(view.quality).filter(([id]) => live.has(id)));
    show({ phone, quality });
  };
  return {
    attach: (port) => {
      const client = createClient(phoneContract, port, timers);
      current = client;
      client.on('state', (phone) => {
        if (current === client) take(phone);
      });
      client.on('quality', (quality) => {
        if (current === client) show({ ...view, quality: { ...view.quality, [quality.id]: quality } });
      });
      client.request('phone.state', {}).then(
        (phone) => {
          if (current === client) take(phone);
        },
        () => {},
      );
    },
    get: () => view,
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wish: async (wish) => {
      if (current === null) throw new AppError('unreachable', 'There is no phone here.');
      await current.request('phone.wish', wish);
    },
  };
}
