// Changes when it is decided otherwise which settings of telephones hold: the operator's file, else what an admin has made.
import { AppError, parseOrThrow } from '../../shared/errors.ts';
import type { PhoneSettingsEdit, PhoneSettingsView } from '../../shared/sync/phone-settings.ts';
import type { SettingsStore } from '../db/phone-settings.ts';
import { phoneSettingsSchema, type PhoneSettings } from './settings.ts';

/** Where the settings come from. */
export interface PhoneSource {
  /** @returns those that hold now; null: there are no telephones. */
  current(): Promise<PhoneSettings | null>;
  /** Without any secret. */
  view(): Promise<PhoneSettingsView>;
  /** @throws AppError `forbidden` where the operator's file says it, `conflict`, `invalid` naming the field. */
  change(edit: PhoneSettingsEdit): Promise<void>;
}

/** How long another process of the service may go on with older ones, ms. */
const freshMs = 5_000;

/** @param file what the operator's file says; null: the service was started without one. */
export function createPhoneSource(
  file: PhoneSettings | null,
  store: SettingsStore,
  now: () => number,
): PhoneSource {
  let known: { at: number; rev: number; settings: PhoneSettings | null } | null = null;
  const read = async (): Promise<{ rev: number; settings: PhoneSettings | null }> => {
    if (known !== null && now() - known.at < freshMs) return known;
    const found = await store.read();
    const parsed = phoneSettingsSchema.safeParse(found?.settings);
    known = { at: now(), rev: found?.rev ?? 0, settings: parsed.success ? parsed.data : null };
    return known;
  };
  return {
    current: async () => file ?? (await read()).settings,
    view: async () => {
      if (file !== null) return { from: 'operator', rev: 0, settings: shown(file) };
      known = null;
      const { rev, settings } = await read();
      return settings === null
        ? { from: 'nobody', rev, settings: null }
        : { from: 'admin', rev, settings: shown(settings) };
    },
    change: async (edit) => {
      if (file !== null)
        throw new AppError('forbidden', 'The operator of the service has set this in its file.');
      known = null;
      const before = (await read()).settings;
      const settings = merged(before, edit);
      if (!(await store.write(edit.base, settings)))
        throw new AppError('conflict', 'Somebody else has changed it meanwhile.', { field: 'settings' });
      known = null;
    },
  };
}

function shown(settings: PhoneSettings): PhoneSettingsView['settings'] {
  const { server, domain, credentials, dtmf, others, iceServers, exchange } = settings;
  return {
    server,
    domain,
    seconds: credentials.seconds,
    dtmf,
    others,
    ice: iceServers.map(({ urls }) => urls),
    exchange: exchange !== undefined,
    turn: iceServers.some(({ secret }) => secret !== undefined),
  };
}

/** @throws AppError `invalid`, naming the field, where a secret is needed that nobody has ever said. */
function merged(before: PhoneSettings | null, edit: PhoneSettingsEdit): PhoneSettings {
  const { server, domain, seconds, dtmf, others, ice } = edit;
  const secret = edit.secret ?? before?.credentials.secret;
  if (secret === undefined)
    throw new AppError('invalid', 'The exchange and the service need a secret.', { field: 'secret' });
  const exchange = edit.exchange === undefined ? before?.exchange?.secret : edit.exchange;
  const kept = before?.iceServers.find((one) => one.secret !== undefined)?.secret;
  const turn = edit.turn === undefined ? kept : edit.turn;
  if (turn == null && ice.some((urls) => urls.startsWith('turn')))
    throw new AppError('invalid', 'A TURN server needs its secret.', { field: 'turn' });
  const given = {
    ...(before === null ? {} : { users: before.users, queues: before.queues }),
    server,
    domain,
    credentials: { secret, seconds },
    dtmf,
    others,
    iceServers: ice.map((urls) =>
      turn != null && urls.startsWith('turn') ? { urls, secret: turn } : { urls },
    ),
    ...(exchange == null ? {} : { exchange: { secret: exchange } }),
  };
  return parseOrThrow(phoneSettingsSchema, given, 'The settings of the telephone');
}
