// Changes when it is decided otherwise which settings of telephones hold: the operator's file, else what an admin has made.
import { AppError, parseOrThrow } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import type { PhoneSettingsEdit, PhoneSettingsView } from '../../shared/sync/phone-settings.ts';
import type { SettingsStore, StoredSettings } from '../db/phone-settings.ts';
import type { Seal, SealTrouble } from '../seal.ts';
import { apart, openSettingsSchema, together, type OpenSettings } from './sealed.ts';
import { phoneSettingsSchema, type PhoneSettings } from './settings.ts';

/** Where the settings come from. */
export interface PhoneSource {
  /** @returns those that hold now; null: there are no telephones. */
  current(): Promise<PhoneSettings | null>;
  /** Without any secret. */
  view(): Promise<PhoneSettingsView>;
  /** @throws AppError `forbidden` where the operator's file says it, `conflict`, `invalid` naming the field, `storage`. */
  change(edit: PhoneSettingsEdit): Promise<void>;
  /** Seals what an older Parley has left open. Where that cannot be, all stays as it is, and the log says why. */
  seal(): Promise<void>;
}

/** What it is made from. */
export interface PhoneSourceDeps {
  /** What the operator's file says; null: the service was started without one. */
  readonly file: PhoneSettings | null;
  readonly store: SettingsStore;
  readonly seal: Seal;
  readonly log: Log;
  /** ms since the epoch. */
  readonly now: () => number;
}

/** What is known of what an admin has made. */
interface Made {
  readonly rev: number;
  readonly open: OpenSettings | null;
  /** Null also where the secrets cannot be opened. */
  readonly settings: PhoneSettings | null;
  readonly locked?: SealTrouble;
}

/** How long another process of the service may go on with older ones, ms. */
const freshMs = 5_000;
/** What the secrets are bound to. */
const about = 'phone_settings';

/** See {@link PhoneSource}. */
export function createPhoneSource({ file, store, seal, log, now }: PhoneSourceDeps): PhoneSource {
  let known: (Made & { at: number }) | null = null;
  let said: SealTrouble | undefined;

  const unseal = async (open: OpenSettings, sealed: string): Promise<Pick<Made, 'settings' | 'locked'>> => {
    try {
      return { settings: together(open, await seal.open(about, sealed)) };
    } catch (error) {
      const locked = error instanceof AppError && error.facts?.['key'] === 'missing' ? 'missing' : 'wrong';
      if (said !== locked)
        log.error('phone: there are no telephones, because their secrets cannot be opened', { error });
      return { settings: null, locked };
    }
  };
  const understood = async ({ settings, sealed }: StoredSettings): Promise<Omit<Made, 'rev'>> => {
    if (sealed === undefined) {
      const parsed = phoneSettingsSchema.safeParse(settings);
      return parsed.success
        ? { open: apart(parsed.data).open, settings: parsed.data }
        : { open: null, settings: null };
    }
    const open = openSettingsSchema.safeParse(settings);
    return open.success
      ? { open: open.data, ...(await unseal(open.data, sealed)) }
      : { open: null, settings: null };
  };
  const read = async (): Promise<Made> => {
    if (known !== null && now() - known.at < freshMs) return known;
    const found = await store.read();
    const made: Omit<Made, 'rev'> = found === null ? { open: null, settings: null } : await understood(found);
    if (said !== undefined && made.locked === undefined) log.info('phone: the secrets can be opened again');
    said = made.locked;
    known = { at: now(), rev: found?.rev ?? 0, ...made };
    return known;
  };
  const closed = async (settings: PhoneSettings): Promise<Required<StoredSettings>> => {
    const { open, secrets } = apart(settings);
    return { settings: open, sealed: await seal.close(about, secrets) };
  };
  return {
    current: async () => file ?? (await read()).settings,
    view: async () => {
      if (file !== null) return { from: 'operator', rev: 0, settings: shown(apart(file).open) };
      known = null;
      const { rev, open, locked } = await read();
      if (open === null) return { from: 'nobody', rev, settings: null };
      return { from: 'admin', rev, settings: shown(open), ...(locked === undefined ? {} : { locked }) };
    },
    change: async (edit) => {
      if (file !== null)
        throw new AppError('forbidden', 'The operator of the service has set this in its file.');
      known = null;
      const settings = merged(await read(), edit);
      const stored = await closed(settings).catch(keptHere);
      if (!(await store.write(edit.base, stored)))
        throw new AppError('conflict', 'Somebody else has changed it meanwhile.', { field: 'settings' });
      known = null;
    },
    seal: async () => {
      const found = await store.read();
      if (found === null || found.sealed !== undefined) return;
      const parsed = phoneSettingsSchema.safeParse(found.settings);
      if (!parsed.success) return;
      try {
        await store.hide(found.rev, await closed(parsed.data));
        log.info('phone: the secrets that lay open in the database are sealed. Older backups hold them open');
      } catch (error) {
        log.error('phone: the secrets lie open in the database, because they cannot be sealed', { error });
      }
      known = null;
    },
  };

  /** Where the key lies on the service's machine is for its log, not for a desk. */
  function keptHere(error: unknown): never {
    log.error('phone: the settings cannot be kept', { error });
    const message = 'The service has no key to seal the secrets with. Its log says why.';
    throw new AppError('storage', message, { field: 'key' });
  }
}

function shown(settings: OpenSettings): PhoneSettingsView['settings'] {
  const { server, domain, credentials, dtmf, others, iceServers, exchange } = settings;
  return {
    server,
    domain,
    seconds: credentials.seconds,
    dtmf,
    others,
    ice: iceServers.map(({ urls }) => urls),
    exchange,
    turn: iceServers.some(({ secret }) => secret),
  };
}

/** @throws AppError `invalid`, naming the field, where a secret is needed that nobody has said, or that cannot be opened. */
function merged({ settings: before, open }: Made, edit: PhoneSettingsEdit): PhoneSettings {
  const { server, domain, seconds, dtmf, others, ice } = edit;
  const secret = edit.secret ?? before?.credentials.secret;
  if (secret === undefined)
    throw new AppError('invalid', 'The exchange and the service need a secret.', { field: 'secret' });
  if (edit.exchange === undefined && before === null && open?.exchange === true)
    throw new AppError('invalid', 'What the exchange says must be said anew.', { field: 'exchange' });
  const exchange = edit.exchange === undefined ? before?.exchange?.secret : edit.exchange;
  const kept = before?.iceServers.find((one) => one.secret !== undefined)?.secret;
  const turn = edit.turn === undefined ? kept : edit.turn;
  if (turn == null && ice.some((urls) => urls.startsWith('turn')))
    throw new AppError('invalid', 'A TURN server needs its secret.', { field: 'turn' });
  const given = {
    ...(open === null ? {} : { users: open.users, queues: open.queues }),
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
