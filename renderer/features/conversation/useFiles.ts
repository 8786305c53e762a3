// Changes when files are added to a half-written message differently: checked, handed to the store, kept with the tab.
import { useCallback, useEffect, useRef, useState } from 'react';
import { attachmentBounds, attachmentSchema, type Attachment } from '../../../shared/domain/attachment.ts';
import { fileProblem, headBytes } from '../../../shared/domain/file-kind.ts';
import { AppError } from '../../../shared/errors.ts';
import { handOver } from '../../data/files.ts';
import { useData } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useTabView, useTabViewReader } from '../../state/workspace.ts';
import { useToast } from '../../ui/Toast.tsx';
import type { Mode } from './useComposerText.ts';

/** A file on its way into the message. */
export interface Handed {
  id: string;
  name: string;
  /** From 0 to 1. */
  part: number;
  /** Why it cannot be sent. */
  problem: string | null;
}

/** The files of the half-written message of one mode. */
export interface ComposerFiles {
  files: readonly Attachment[];
  handing: readonly Handed[];
  /** None is still being handed over. */
  ready: boolean;
  add: (files: readonly File[]) => void;
  /** Takes one out; with `keep` false the store forgets it. */
  remove: (id: string) => void;
  /** All of them went with a message. */
  clear: () => void;
  /** They came back with a message that was not sent. */
  restore: (files: readonly Attachment[]) => void;
}

/** @returns what was kept, without what cannot be read. */
export function asFiles(value: unknown): Attachment[] {
  return Array.isArray(value)
    ? value.flatMap((one) => attachmentSchema.safeParse(one).data ?? []).slice(0, attachmentBounds.count)
    : [];
}

/** Files are kept per mode, as texts are: what was meant for colleagues never goes to a customer. */
export function useFiles(conversationId: string, tabId: string, mode: Mode): ComposerFiles {
  const { store, newId } = useData();
  const t = useT();
  const toast = useToast();
  const key = mode === 'internal' ? 'filesInternal' : 'files';
  const [saved, save] = useTabView<unknown>(tabId, key, []);
  const read = useTabViewReader();
  const [handing, setHanding] = useState<readonly (Handed & { key: string })[]>([]);
  const stops = useRef(new Map<string, AbortController>());
  useEffect(() => {
    const all = stops.current;
    return () => all.forEach((stop) => stop.abort());
  }, []);

  const files = asFiles(saved);
  const change = useCallback((id: string, to: Partial<Handed>) => {
    setHanding((before) => before.map((one) => (one.id === id ? { ...one, ...to } : one)));
  }, []);

  const drop = (id: string, name: string): void => {
    const again = { label: t('common.retry'), run: () => drop(id, name) };
    // It is out of the message all the same; but who took it out believes that it is nowhere any more.
    store
      .request('file.drop', { id })
      .catch(() =>
        toast({ title: t('conversation.files.notDropped', { name }), tone: 'danger', action: again }),
      );
  };
  const take = async (file: File, count: number): Promise<void> => {
    const id = newId();
    const name = file.name;
    const entry = { id, key, name, part: 0, problem: null };
    // In sight from the moment it is chosen: a message that is sent right behind waits for it.
    setHanding((before) => [...before, entry]);
    const stop = new AbortController();
    stops.current.set(id, stop);
    try {
      const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
      const problem = count >= attachmentBounds.count ? 'tooMany' : fileProblem(name, file.size, head);
      if (problem !== null) return change(id, { problem });
      const onProgress = (part: number): void => change(id, { part });
      const done = await handOver(store, { id, conversationId, name, blob: file }, onProgress, stop.signal);
      if (stop.signal.aborted) throw new AppError('gone', 'It was taken out.');
      // Another file may have come in meanwhile.
      save([...asFiles(read<unknown>(tabId, key, [])), done]);
      setHanding((before) => before.filter((one) => one.id !== id));
    } catch (error) {
      if (stop.signal.aborted) {
        drop(id, name);
        return;
      }
      const told = error instanceof AppError ? error.facts?.['problem'] : undefined;
      change(id, { problem: typeof told === 'string' ? told : 'lost' });
    } finally {
      stops.current.delete(id);
    }
  };

  const shown = handing.filter((one) => one.key === key);
  return {
    files,
    handing: shown,
    ready: shown.every(({ problem }) => problem !== null),
    add: (given) => {
      const free = files.length + shown.filter(({ problem }) => problem === null).length;
      given.slice(0, attachmentBounds.count * 2).forEach((file, at) => void take(file, free + at));
    },
    remove: (id) => {
      stops.current.get(id)?.abort();
      setHanding((before) => before.filter((one) => one.id !== id));
      if (!files.some((one) => one.id === id)) return;
      save(files.filter((one) => one.id !== id));
      // Forgotten here only: where it never came to the service there is nothing to take back.
      drop(id, files.find((one) => one.id === id)?.name ?? '');
    },
    clear: () => {
      save([]);
      setHanding((before) => before.filter((one) => one.key !== key));
    },
    restore: (given) => {
      const now = asFiles(read<unknown>(tabId, key, []));
      const known = new Set(now.map(({ id }) => id));
      save([...now, ...given.filter(({ id }) => !known.has(id))].slice(0, attachmentBounds.count));
    },
  };
}
