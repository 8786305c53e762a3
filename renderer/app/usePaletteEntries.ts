// Changes when the palette offers other things, or opens them differently.
import { useMemo, useRef } from 'react';
import type { SearchHit } from '../../shared/ipc/views.ts';
import { toErrorData } from '../../shared/errors.ts';
import { locales } from '../../shared/domain/people.ts';
import { localeNames } from '../../shared/i18n/index.ts';
import { useData, useQuery, useRun } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { useToast } from '../ui/Toast.tsx';
import { errorWords } from './UiProvider.tsx';
import { useSettings } from '../state/settings.ts';
import { useShell } from '../state/shell.ts';
import { activeSession, useWorkspace, useWorkspaceActions, type Session } from '../state/workspace.ts';
import type { Commands } from './commands.ts';
import { commandList, type CommandId } from './key-list.ts';
import { groupHits, matching, type Entry, type Group } from './palette-entries.ts';
import { presenceStatuses } from './PresenceMenu.tsx';
import { useKeysOf } from './useKeysOf.ts';

const hidden: readonly CommandId[] = ['palette', 'sessionN', 'recentSessionBack', 'nextPane', 'previousPane'];

const noHits: readonly SearchHit[] = [];

/** @returns what the palette shows for a text; while `busy` the hits are still those of the text before. */
export function usePaletteEntries(text: string, commands: Commands): { groups: Group[]; busy: boolean } {
  const asked = text.trim().slice(0, 200);
  const { rows, error } = useQuery('search.all', { text: asked });
  const busy = asked !== '' && rows === undefined && error === null;
  // The list does not jump with every key: the last hits stay until the next are there.
  const last = useRef<readonly SearchHit[]>([]);
  if (rows !== undefined) last.current = rows;
  const hits = asked === '' ? noHits : last.current;
  const sessions = useSessionEntries();
  const orders = useCommandEntries(commands);
  const open = useOpenHit();
  return useMemo(() => {
    const found = groupHits(hits, (hit) => entryOf(hit, open));
    const here = matching(sessions, asked).slice(0, asked === '' ? 6 : 4);
    const commandsFound = matching(orders, asked).slice(0, asked === '' ? 8 : 5);
    const commandGroup: Group = { heading: 'palette.commands', entries: commandsFound };
    const sessionGroup: Group = { heading: 'palette.sessions', entries: here };
    // Who types the name of a command wants the command.
    const named =
      asked !== '' && commandsFound[0]?.title.toLowerCase().startsWith(asked.toLowerCase()) === true;
    const groups = named ? [commandGroup, sessionGroup, ...found] : [sessionGroup, ...found, commandGroup];
    return { groups: groups.filter(({ entries }) => entries.length > 0), busy };
  }, [hits, busy, asked, sessions, orders, open]);
}

type OpenHit = (hit: SearchHit, here: boolean) => void;

function useOpenHit(): OpenHit {
  const actions = useWorkspaceActions();
  return useMemo(
    () =>
      ({ type, subjectId }, here) => {
        const kind = type === 'message' ? 'conversation' : type === 'note' ? 'case' : type;
        actions.open(kind, subjectId, { origin: 'search', gesture: here ? 'tab' : 'plain' });
      },
    [actions],
  );
}

function entryOf(hit: SearchHit, open: OpenHit): Entry {
  return {
    id: `${hit.type}:${hit.id}`,
    title: hit.title,
    detail: hit.excerpt,
    type: hit.type,
    at: hit.at,
    run: (here) => open(hit, here),
  };
}

function useSessionEntries(): Entry[] {
  const t = useT();
  const { live } = useData();
  const actions = useWorkspaceActions();
  const sessions = useWorkspace((workspace) => workspace.sessions);
  const { rows: mine } = useQuery('conversation.mine', {});
  return useMemo(() => {
    const nameOf = ({ kind, subjectId }: Session): string | undefined => {
      if (subjectId === null) return t('session.home');
      if (kind === 'conversation') {
        const closed = live.peek('conversation.view', { id: subjectId }).rows?.row;
        return (mine?.find(({ id }) => id === subjectId) ?? closed)?.title;
      }
      if (kind === 'case') return live.peek('case.view', { id: subjectId }).rows?.case.title;
      return live.peek('customer.view', { id: subjectId }).rows?.name;
    };
    return sessions.flatMap((session) => {
      const title = nameOf(session);
      if (title === undefined) return [];
      const entry: Entry = {
        id: session.id,
        title,
        type: 'session',
        run: () => actions.activateSession(session.id),
      };
      return [entry];
    });
  }, [sessions, mine, live, actions, t]);
}

function useCommandEntries(commands: Commands): Entry[] {
  const t = useT();
  const keysOf = useKeysOf();
  const run = useRun();
  const toast = useToast();
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
      ...presenceStatuses.map((status) =>
        other(`presence:${status}`, t('command.presence', { name: t(`presence.${status}`) }), () => {
          run('presence.set', { status }).catch((error: unknown) =>
            toast({ title: errorWords(t, toErrorData(error)), tone: 'danger' }),
          );
        }),
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
  }, [t, run, toast, change, commands, keysOf, shell, macros, talkId]);
}
