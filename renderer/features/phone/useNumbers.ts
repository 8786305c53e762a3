// Changes when somebody to call is found differently: colleagues, customers with their numbers, and the last calls.
import { useDeferredValue, useMemo } from 'react';
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
  readonly number: string;
  /** Which of several numbers it is, in their own words. */
  readonly label: string;
}

const most = 8;

/**
 * @returns who fits a name or a part of a number, the best first: colleagues, whose telephone has the name that they
 * sign in with, then customers. Nobody where nothing was typed.
 */
export function useCallees(text: string): readonly Callee[] {
  const t = useT();
  const typed = useDeferredValue(text.trim());
  const { rows } = useQuery('customer.list', { text: typed.slice(0, 100) });
  const { rows: agents } = useQuery('agent.list', {});
  const me = useDesk().agent?.id;
  return useMemo(() => {
    if (typed === '') return [];
    const begins = typed.toLocaleLowerCase();
    const colleagues = (agents ?? [])
      .filter(({ id, name }) => id !== me && ` ${name.toLocaleLowerCase()}`.includes(` ${begins}`))
      .map(({ id, name, handle, presence }) => ({
        id,
        name,
        number: handle,
        label: t(`presence.${presence?.status ?? 'offline'}`),
      }));
    return [...colleagues.slice(0, 4), ...(rows ?? []).flatMap(numbersOf)].slice(0, most);
  }, [rows, agents, me, typed, t]);
}

/** @returns whom this text would call: see {@link dialledBy}; a colleague by the name that one signs in with as well. */
export function useDialled(text: string): string | undefined {
  const { rows } = useQuery('agent.list', {});
  const wanted = text.trim().toLowerCase();
  return dialledBy(text) ?? rows?.find(({ handle }) => handle.toLowerCase() === wanted)?.handle;
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

/** @returns the last calls, newest first, each number once. */
export function useLastCalls(): readonly Call[] {
  const { phone } = usePhone();
  return useMemo(() => {
    const ended = (phone?.calls ?? []).filter(({ phase, party }) => phase === 'ended' && party.number !== '');
    return ended
      .toReversed()
      .filter((call, at, all) => {
        return all.findIndex(({ party }) => sameNumber(party.number, call.party.number)) === at;
      })
      .slice(0, most);
  }, [phone]);
}

/** @returns whom this text would call, as it is dialled; undefined while it is neither a number nor an address. */
export function dialledBy(text: string): string | undefined {
  const bare = bareNumber(text);
  if (isNumber(bare)) return bare;
  return /^[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9.-]{1,200}(:\d{1,5})?$/.test(bare) ? bare : undefined;
}
