// Changes when somebody to call is found differently: colleagues, queues, customers with their numbers, and the last calls.
import { useDeferredValue, useMemo } from 'react';
import { farNumber } from '../../../shared/domain/call.ts';
import type { Queue } from '../../../shared/domain/queue.ts';
import type { CustomerRow } from '../../../shared/ipc/views.ts';
import { bareNumber, isNumber, sameNumber } from '../../../shared/phone/number.ts';
import type { Call } from '../../../shared/phone/types.ts';
import { useDesk, useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { usePhone } from './usePhone.ts';

/** Somebody to call. */
export interface Callee {
  readonly id: string;
  readonly name: string;
  /** Null: there is no telephone, which `label` says. */
  readonly number: string | null;
  /** Which of several numbers it is, in their own words; how a colleague stands; that it is a queue. */
  readonly label: string;
}

/** A call that is over, to be made again. */
export interface LastCall extends Pick<Call, 'id' | 'direction' | 'end'> {
  readonly name: string;
  readonly number: string;
  /** When it ended, ms by the service's clock. */
  readonly at: number;
}

const most = 8;

const begins = (name: string, typed: string): boolean => ` ${name.toLocaleLowerCase()}`.includes(` ${typed}`);

/**
 * @param queues whether a call could also go to a queue: only one that was answered can be passed on to it.
 * @returns who fits a name or a part of a number, the best first: colleagues by the number that the service says, queues,
 * then customers. Nobody where nothing was typed.
 */
export function useCallees(text: string, queues: boolean): readonly Callee[] {
  const t = useT();
  const typed = useDeferredValue(text.trim());
  const { rows } = useQuery('customer.list', { text: typed.slice(0, 100) });
  const { rows: agents } = useQuery('agent.list', {});
  const { rows: all } = useQuery('queue.list', {});
  const me = useDesk().agent?.id;
  return useMemo(() => {
    if (typed === '') return [];
    const wanted = typed.toLocaleLowerCase();
    const colleagues = (agents ?? [])
      .filter(
        ({ id, name, telephone }) => id !== me && (begins(name, wanted) || telephone?.number === wanted),
      )
      .map(({ id, name, telephone, presence }): Callee => {
        const number = telephone?.number ?? null;
        const stands = t(`presence.${presence?.status ?? 'offline'}`);
        return { id, name, number, label: number === null ? t('phone.dial.noTelephone') : stands };
      })
      .toSorted((a, b) => Number(a.number === null) - Number(b.number === null));
    const open = queues ? (all ?? []).filter((one) => numberOf(one) !== null) : [];
    const inQueue = open
      .filter((one) => begins(one.name, wanted) || numberOf(one) === wanted)
      .map((one): Callee => ({ id: one.id, name: one.name, number: numberOf(one), label: t('call.queue') }));
    return [...colleagues.slice(0, 4), ...inQueue.slice(0, 3), ...(rows ?? []).flatMap(numbersOf)].slice(
      0,
      most,
    );
  }, [rows, agents, all, queues, me, typed, t]);
}

const numberOf = ({ telephone }: Pick<Queue, 'telephone'>): string | null => telephone?.number ?? null;

/** @returns whom this text would call: see {@link dialledBy}; a colleague also by the name that one signs in with. */
export function useDialled(text: string): string | undefined {
  const { rows } = useQuery('agent.list', {});
  const { rows: queues } = useQuery('queue.list', {});
  const wanted = text.trim().toLowerCase();
  const named = rows?.find(({ handle }) => handle.toLowerCase() === wanted)?.telephone?.number;
  const numbers = [...(rows ?? []), ...(queues ?? [])].map(({ telephone }) => telephone?.number ?? null);
  return dialledBy(text) ?? named ?? numbers.find((one) => one?.toLowerCase() === wanted) ?? undefined;
}

/** @returns the queue that is called by this number. */
export function useQueueAt(number: string | undefined): Queue | undefined {
  const { rows } = useQuery('queue.list', {});
  return number === undefined ? undefined : rows?.find((one) => numberOf(one) === number);
}

/** @returns every number of a customer, each once; the preferred one first. */
export function numbersOf({ id, name, phone, contacts = [] }: CustomerRow): readonly Callee[] {
  const own = contacts
    .filter(({ kind }) => kind === 'phone')
    .toSorted((a, b) => Number(b.preferred === true) - Number(a.preferred === true));
  const all = [...own.map(({ value, label }) => ({ value, label })), { value: phone ?? '', label: '' }];
  return all
    .filter(({ value }, at) => value !== '' && all.findIndex((one) => sameNumber(one.value, value)) === at)
    .map(({ value, label }, at) => ({ id: `${id}:${String(at)}`, name, number: value, label }));
}

/**
 * @returns the last calls, newest first, each number once: those that the store has, over restarts and without a line; and
 * those that only this phone knows, such as the question to a colleague while a customer waited.
 */
export function useLastCalls(): readonly LastCall[] {
  const { phone } = usePhone();
  const { clockOffset } = useDesk();
  const { rows } = useQuery('call.last', {});
  return useMemo(() => {
    const stored = (rows ?? []).flatMap(({ id, title, call }): (LastCall & { callId: string })[] => {
      if (call === undefined) return [];
      const number = farNumber(call);
      const { callId, direction, outcome = null, ringingAt, endedAt = ringingAt } = call;
      return [
        { id, direction, end: outcome, name: title === number ? '' : title, number, at: endedAt, callId },
      ];
    });
    const known = new Set(stored.flatMap(({ id, callId }) => [id, callId]));
    const here = (phone?.calls ?? [])
      .filter(({ phase, callId = '', conversationId = '' }) => {
        return phase === 'ended' && !known.has(callId) && !known.has(conversationId);
      })
      .map(({ id, direction, end, party, endedAt, begunAt }): LastCall => {
        return { id, direction, end, ...party, at: (endedAt ?? begunAt) + clockOffset };
      });
    return [...stored, ...here]
      .filter(({ number }) => number !== '')
      .toSorted((a, b) => b.at - a.at)
      .filter((call, at, all) => all.findIndex(({ number }) => sameNumber(number, call.number)) === at)
      .slice(0, most);
  }, [phone, rows, clockOffset]);
}

/** @returns whom this text would call, as it is dialled; undefined while it is neither a number nor an address. */
export function dialledBy(text: string): string | undefined {
  const bare = bareNumber(text);
  if (isNumber(bare)) return bare;
  return /^[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9.-]{1,200}(:\d{1,5})?$/.test(bare) ? bare : undefined;
}
