// Changes when the palette offers other things, or opens them differently.
import { useMemo, useRef } from 'react';
import { plain } from '../../shared/cache/text.ts';
import type { SearchHit } from '../../shared/ipc/views.ts';
import { locales } from '../../shared/domain/people.ts';
import { localeNames } from '../../shared/i18n/index.ts';
import { formatNumber } from '../../shared/phone/number.ts';
import { useData, useQuery } from '../data/hooks.ts';
import { useSearch, type Found } from '../data/searching.ts';
import { dialledBy } from '../features/phone/useNumbers.ts';
import { useDial } from '../state/dialling.ts';
import { useLocale, useT } from '../state/intl.tsx';
import { useSettings } from '../state/settings.ts';
import { useShell } from '../state/shell.ts';
import { activeSession, useWorkspace, useWorkspaceActions, type Session } from '../state/workspace.ts';
import type { Commands } from './commands.ts';
import { commandList, type CommandId } from './key-list.ts';
import { groupHits, matching, meantOf, type Entry, type Group } from './palette-entries.ts';
import { askedText, parseAsked, type Asked, type FilterNames } from './palette-query.ts';
import { usePresence } from './usePresence.ts';
import { useKeysOf } from './useKeysOf.ts';
import { caseTitle } from './titles.ts';
import { useOpenHit } from './useOpenHit.ts';
import { useRecentSearches, type RecentSearches } from './useRecentSearches.ts';

const hidden: readonly CommandId[] = ['palette', 'sessionN', 'recentSessionBack', 'nextPane', 'previousPane'];

const nothing: Pick<Found, 'hits' | 'near'> = { hits: [], near: [] };
/** Of a kind that is asked for alone. */
const mostAlone = 60;
const longestAsked = 200;
/** Of a text that a sentence names. */
const longestTold = 80;

/** What the palette shows for a text. */
export interface PaletteEntries {
  groups: Group[];
  /** The hits are still those of the text before. */
  busy: boolean;
  asked: Asked;
  names: FilterNames;
  /** What is shown in place of what was typed, or beside it, said in a sentence; '' where nothing is. */
  instead: string;
}

/** @returns what the palette can be narrowed to, as it is called in this window. */
function useFilterNames(): FilterNames {
  const t = useT();
  return useMemo(
    () => ({
      customer: [t('tab.customer'), t('palette.customers')],
      case: [t('tab.case'), t('palette.cases')],
      conversation: [t('tab.conversation'), t('palette.conversations')],
      message: [t('palette.one.message'), t('palette.messages')],
      note: [t('palette.one.note'), t('palette.notes')],
      article: [t('tab.article'), t('palette.articles')],
      session: [t('palette.one.session'), t('palette.sessions')],
      command: [t('palette.one.command'), t('palette.commands')],
    }),
    [t],
  );
}

/** @returns what the palette shows for a text: by itself, or narrowed by what stands before a colon. */
export function usePaletteEntries(text: string, commands: Commands): PaletteEntries {
  const t = useT();
  const names = useFilterNames();
  const asked = useMemo(() => parseAsked(text.slice(0, longestAsked), names), [text, names]);
  const { filter, words, literal } = asked;
  const inStore = filter !== 'session' && filter !== 'command';
  const only = inStore && filter !== null ? filter : undefined;
  const found = useSearch(inStore ? words : '', only, literal);
  const { busy } = found;
  // The list does not jump with every key: the last hits stay until the next are there.
  const last = useRef(nothing);
  if (!busy) last.current = { hits: found.hits, near: found.near };
  const { hits, near } = words === '' || !inStore ? nothing : last.current;
  const meant = useMeant(near);
  const sessions = useSessionEntries();
  const orders = useCommandEntries(commands);
  const recent = useRecentSearches();
  const open = useOpenHit();
  const dial = useDial();
  const groups = useMemo(() => {
    const entryOf = (hit: SearchHit): Entry => ({
      id: `${hit.type}:${hit.id}`,
      title: hit.title,
      who: hit.who,
      excerpt: hit.excerpt,
      type: hit.type,
      at: hit.at,
      ...(hit.meant !== undefined && { find: hit.meant }),
      run: (gesture) => {
        recent.add(askedText(hit.meant === undefined ? asked : { ...asked, words: hit.meant }, names));
        open(hit, hit.meant ?? words, gesture);
      },
    });
    const grouped = (some: readonly SearchHit[]): Group[] =>
      groupHits(some, entryOf, filter === null ? undefined : mostAlone);
    const found = [
      ...grouped(hits),
      ...grouped(near).map((group): Group => (hits.length === 0 ? group : { ...group, meant })),
    ];
    // Where nothing has what was typed, one of ours that is nearly called so may be meant.
    const forgives = hits.length === 0 && !busy && !literal;
    const here = matching(sessions, words, forgives).slice(
      0,
      filter === 'session' ? mostAlone : words === '' ? 6 : 4,
    );
    const commandsFound = matching(orders, words, forgives).slice(
      0,
      filter === 'command' ? mostAlone : words === '' ? 8 : 5,
    );
    const commandGroup: Group = { heading: 'palette.commands', entries: commandsFound };
    const number = dial === null ? undefined : dialledBy(words);
    const callGroup: Group = {
      heading: 'palette.commands',
      entries:
        number === undefined
          ? []
          : [
              {
                id: 'callNumber',
                title: t('phone.callNumber', { number: formatNumber(number) }),
                type: 'command',
                run: () => dial?.(number),
              },
            ],
    };
    const sessionGroup: Group = { heading: 'palette.sessions', entries: here };
    const shown = (): Group[] => {
      if (filter === 'command') return [commandGroup];
      if (filter === 'session') return [sessionGroup];
      if (filter !== null) return found;
      if (words === '') return [recentGroup(recent, t('palette.clearRecent')), sessionGroup, commandGroup];
      // Who types the name of a command wants the command.
      const named = plain(commandsFound[0]?.title ?? '').startsWith(plain(words));
      const rest = named ? [commandGroup, sessionGroup, ...found] : [sessionGroup, ...found, commandGroup];
      // Written as a number to call it comes first; as any other number, behind the cases and customers it is one of.
      return /^[+0]/.test(words) ? [callGroup, ...rest] : [...rest, callGroup];
    };
    const asTyped: Group = {
      heading: 'palette.title',
      entries: [
        {
          id: 'literal-everywhere',
          title: t('palette.literal', { text: words }),
          type: 'recent',
          find: '',
          fill: askedText({ ...asked, literal: true }, names),
          run: () => {},
        },
      ],
    };
    const groups = [...shown(), ...(near.length === 0 ? [] : [asTyped])].filter(
      ({ entries }) => entries.length > 0,
    );
    if (groups.length > 0 || filter === null || words === '' || busy) return groups;
    const everywhere: Entry = {
      id: 'everywhere',
      title: t('palette.everywhere', { text: words }),
      type: 'recent',
      fill: askedText({ ...asked, filter: null }, names),
      run: () => {},
    };
    return [{ heading: 'palette.title' as const, entries: [everywhere] }];
  }, [
    hits,
    near,
    meant,
    busy,
    asked,
    filter,
    words,
    literal,
    names,
    sessions,
    orders,
    recent,
    open,
    dial,
    t,
  ]);
  const told = { text: words.slice(0, longestTold), meant };
  const instead =
    near.length === 0 || busy ? '' : t(hits.length === 0 ? 'palette.instead' : 'palette.besides', told);
  return { groups, busy, asked, names, instead };
}

/** @returns the words that were meant, as a sentence names them. */
function useMeant(near: readonly SearchHit[]): string {
  const t = useT();
  const locale = useLocale();
  return useMemo(() => {
    const list = new Intl.ListFormat(locale, { type: 'conjunction' });
    return list.format(
      meantOf(near).map((text) => t('palette.quoted', { text: text.slice(0, longestTold) })),
    );
  }, [near, locale, t]);
}

function recentGroup({ list, clear }: RecentSearches, clearing: string): Group {
  const entries = list.map(
    (text): Entry => ({
      id: `recent:${text}`,
      title: text,
      type: 'recent',
      fill: text,
      run: () => {},
    }),
  );
  if (entries.length > 0)
    entries.push({ id: 'recent-clear', title: clearing, type: 'command', fill: '', run: clear });
  return { heading: 'palette.recent', entries };
}

function useSessionEntries(): Entry[] {
  const t = useT();
  const { live } = useData();
  const actions = useWorkspaceActions();
  const sessions = useWorkspace((workspace) => workspace.sessions);
  const { rows: mine } = useQuery('conversation.mine', {});
  return useMemo(() => {
    // As the session panel calls it, whatever tab of it was used last.
    const nameOf = ({ kind, subjectId }: Session): string | undefined => {
      if (subjectId === null) return t('session.home');
      if (kind === 'conversation') {
        const closed = live.peek('conversation.view', { id: subjectId }).rows?.row;
        const row = mine?.find(({ id }) => id === subjectId) ?? closed;
        return row && (row.title || t('common.visitor'));
      }
      if (kind === 'customer') return live.peek('customer.view', { id: subjectId }).rows?.name;
      const found = live.peek('case.view', { id: subjectId }).rows?.case;
      return found && caseTitle(found);
    };
    return sessions.map(
      (session): Entry => ({
        id: session.id,
        title: nameOf(session) ?? t(`tab.${session.kind}`),
        type: 'session',
        run: () => actions.activateSession(session.id),
      }),
    );
  }, [sessions, mine, live, actions, t]);
}

function useCommandEntries(commands: Commands): Entry[] {
  const t = useT();
  const keysOf = useKeysOf();
  const presence = usePresence();
  const { change } = useSettings();
  const shell = useShell();
  const { rows: macros } = useQuery('macro.list', {});
  const talkId = useWorkspace((workspace) => {
    const session = activeSession(workspace);
    return session.kind === 'conversation' ? session.subjectId : null;
  });
  return useMemo(() => {
    const named = (Object.keys(commandList) as CommandId[])
      .filter((id) => !hidden.includes(id))
      .map((id): Entry => {
        const entry: Entry = {
          id,
          title: t(commandList[id].label),
          type: 'command',
          run: () => commands[id](),
        };
        return keysOf(id) === '' ? entry : { ...entry, keys: keysOf(id) };
      });
    const other = (id: string, title: string, does: () => void): Entry => ({
      id,
      title,
      type: 'command',
      run: does,
    });
    return [
      ...named,
      ...(['quickReplies', 'macros', 'scripts'] as const).map((page) =>
        other(`tools:${page}`, t(`tools.${page}`), () => shell.show({ kind: 'tools', page })),
      ),
      ...(talkId === null ? [] : (macros ?? [])).map(({ id, title }) =>
        other(`macro:${id}`, t('macro.runNamed', { title }), () => shell.want(talkId ?? '', 'macro', id)),
      ),
      ...presence.choices.map(({ id, label }) =>
        other(`presence:${id}`, t('command.presence', { name: label }), () => presence.choose(id)),
      ),
      ...(['system', 'light', 'dark', 'contrast'] as const).map((theme) =>
        other(`theme:${theme}`, t('command.theme', { name: t(`settings.theme.${theme}`) }), () =>
          change({ theme }),
        ),
      ),
      ...locales.map((locale) =>
        other(`locale:${locale}`, t('command.language', { name: localeNames[locale] }), () =>
          change({ locale }),
        ),
      ),
    ];
  }, [t, presence, change, commands, keysOf, shell, macros, talkId]);
}
