// Changes when a desk gets its telephone otherwise: asked for when the desk is linked, again before it ends, given back at sign-out.
//
//   none --linked--> asking --account--> held --most of its time is over--> asking ...
//                      | there is none: until the next link or number        any --signed out--> none
import type { Agent } from '../../shared/domain/people.ts';
import type { Timers } from '../../shared/ipc/rpc.ts';
import { AppError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import type { Account, PhoneCredentials } from '../../shared/sync/phone.ts';

/** Where a desk asks, and with what. */
export interface PhoneSeat {
  readonly service: string;
  readonly token: string;
  readonly agentId: string;
  /** Under which the agent is called, as far as it is known here; another one is another telephone. */
  readonly number?: string | null;
}

/** What it needs. */
export interface PhoneAccountDeps {
  readonly ask: ((service: string, token: string) => Promise<PhoneCredentials | null>) | undefined;
  readonly timers: Timers;
  readonly log: Log;
  /** Hears of each account, newer credentials of the same one too; null: there is none any more. */
  readonly tell: (account: Account | null) => void;
}

/** See the head of this file. */
export interface PhoneAccounts {
  /** Who is signed in and linked; null after a sign-out. A lost link changes nothing: calls go on without it. */
  seat(seat: PhoneSeat | null): void;
  /** The same for whoever is signed in, with the number as it is known here; nothing happens while nobody is. */
  sit(
    info: { service: string; token: string | null; agentId: string } | undefined,
    agent: Pick<Agent, 'telephone'> | null,
  ): void;
  stop(): void;
}

/** Asked for again when this share of its time is over. */
const share = 0.8;
const retryMs = 15_000;
/** Timers cannot be set for ever. */
const longestMs = 24 * 3_600_000;

/** See {@link PhoneAccounts}. */
export function createPhoneAccounts({ ask, timers, log, tell }: PhoneAccountDeps): PhoneAccounts {
  let now: PhoneSeat | null = null;
  let told = false;
  let timer: unknown = null;
  /** Each question has a number; an answer to an earlier one comes too late. */
  let turn = 0;

  const later = (ms: number): void => {
    timer = timers.set(() => void renew(), Math.min(ms, longestMs));
  };
  async function renew(): Promise<void> {
    const seat = now;
    timers.clear(timer);
    const mine = ++turn;
    if (seat === null || ask === undefined) return;
    try {
      const found = await ask(seat.service, seat.token);
      if (mine !== turn) return;
      if (found === null) {
        if (told) tell(null);
        told = false;
        return;
      }
      told = true;
      tell(found.account);
      later(found.lastsMs * share);
    } catch (error) {
      if (mine !== turn) return;
      log.info('There are no new credentials for the telephone', { error });
      const wait = error instanceof AppError ? error.facts?.['retryAfterMs'] : undefined;
      later(typeof wait === 'number' ? Math.max(wait, 1_000) : retryMs);
    }
  }
  const numbered = (a: PhoneSeat | null, b: PhoneSeat | null): boolean => a?.number === b?.number;
  const same = (a: PhoneSeat | null, b: PhoneSeat | null): boolean =>
    a?.service === b?.service && a?.token === b?.token && a?.agentId === b?.agentId && numbered(a, b);

  const accounts: PhoneAccounts = {
    sit: (info, agent) => {
      if (info === undefined || info.token === null) return;
      const { service, token, agentId } = info;
      accounts.seat({ service, token, agentId, number: agent?.telephone?.number ?? null });
    },
    seat: (seat) => {
      if (same(seat, now) && (seat === null || told)) return;
      const other = now !== null && (seat?.agentId !== now.agentId || seat.service !== now.service);
      now = seat;
      turn += 1;
      timers.clear(timer);
      if (other && told) {
        told = false;
        tell(null);
      }
      if (seat !== null) void renew();
    },
    stop: () => {
      now = null;
      turn += 1;
      timers.clear(timer);
    },
  };
  return accounts;
}
