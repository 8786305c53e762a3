// Changes when files are added to a half-written message differently: checked, handed to the store, kept with the tab.
//
//   chosen --checked, whole in the store--> beside the words        \--refused--> said why, kept until taken out
//     \--the window ended in between--> whole in the store after all: beside the words; else said that it is missing
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { z } from 'zod';
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

const onTheWaySchema = z.object({
  id: z.string().max(64),
  name: z.string().max(1000),
  problem: z.string().max(100).nullable(),
});
/** A file on its way, as the tab keeps it: over a crash it is known what was chosen. */
type OnTheWay = z.infer<typeof onTheWaySchema>;
/** What is wrong with a file that was not whole in the store when the window ended: its bytes are nowhere any more. */
export const interrupted = 'interrupted';
/** Nobody took it out, but the place where it was handed over has gone. */
const left = 'left';
const noParts: ReadonlyMap<string, number> = new Map();

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

function asOnTheWay(value: unknown): OnTheWay[] {
  return Array.isArray(value)
    ? value.flatMap((one) => onTheWaySchema.safeParse(one).data ?? []).slice(-attachmentBounds.count * 4)
    : [];
}

/** Files are kept per mode, as texts are: what was meant for colleagues never goes to a customer. */
export function useFiles(conversationId: string, tabId: string, mode: Mode): ComposerFiles {
  const { store, newId } = useData();
  const t = useT();
  const toast = useToast();
  const key = mode === 'internal' ? 'filesInternal' : 'files';
  const wayKey = `${key}OnTheWay`;
  const [saved, save] = useTabView<unknown>(tabId, key, []);
  const [savedWay, saveWay] = useTabView<unknown>(tabId, wayKey, []);
  const read = useTabViewReader();
  const [parts, setParts] = useState(noParts);
  const stops = useRef(new Map<string, AbortController>());
  useEffect(() => {
    const all = stops.current;
    return () => all.forEach((stop) => stop.abort(left));
  }, []);

  const files = asFiles(saved);
  const onTheWay = useCallback(() => asOnTheWay(read<unknown>(tabId, wayKey, [])), [read, tabId, wayKey]);
  const change = (id: string, problem: string): void =>
    saveWay(onTheWay().map((one) => (one.id === id ? { ...one, problem } : one)));
  const leave = (id: string): void => saveWay(onTheWay().filter((one) => one.id !== id));
  /** It is whole: beside the words, where another may have come meanwhile. */
  const put = (done: Attachment): void => {
    save([...asFiles(read<unknown>(tabId, key, [])), done]);
    leave(done.id);
  };

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
    const name = file.name.slice(0, 1000);
    // In sight from the moment it is chosen: a message that is sent right behind waits for it.
    saveWay([...onTheWay(), { id, name, problem: null }]);
    const stop = new AbortController();
    stops.current.set(id, stop);
    try {
      const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
      const problem = count >= attachmentBounds.count ? 'tooMany' : fileProblem(name, file.size, head);
      if (problem !== null) return change(id, problem);
      const onProgress = (part: number): void => setParts((before) => new Map(before).set(id, part));
      const done = await handOver(store, { id, conversationId, name, blob: file }, onProgress, stop.signal);
      if (stop.signal.aborted) throw new AppError('gone', 'It was taken out.');
      put(done);
    } catch (error) {
      if (stop.signal.aborted) {
        // Whoever shows this tab next settles what has become of it.
        if (stop.signal.reason !== left) drop(id, name);
        return;
      }
      const told = error instanceof AppError ? error.facts?.['problem'] : undefined;
      change(id, typeof told === 'string' ? told : 'lost');
    } finally {
      stops.current.delete(id);
    }
  };
  /** One that an earlier window was handing over: the store has all of it, or nobody has. */
  const takeUp = useEffectEvent(({ id }: OnTheWay): void => {
    const still = (): boolean => onTheWay().some((one) => one.id === id);
    store.request('file.finish', { id }).then(
      ({ file }) => {
        if (still()) put(file);
        else drop(id, file.name);
      },
      () => {
        change(id, interrupted);
        // What the store may have of it is of no use to anybody.
        store.request('file.drop', { id }).catch(() => {});
      },
    );
  });
  useEffect(() => {
    for (const one of onTheWay()) if (one.problem === null && !stops.current.has(one.id)) takeUp(one);
  }, [onTheWay]);

  const shown = asOnTheWay(savedWay).map((one) => ({ ...one, part: parts.get(one.id) ?? 0 }));
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
      leave(id);
      if (!files.some((one) => one.id === id)) return;
      save(files.filter((one) => one.id !== id));
      // Forgotten here only: where it never came to the service there is nothing to take back.
      drop(id, files.find((one) => one.id === id)?.name ?? '');
    },
    clear: () => {
      save([]);
      saveWay([]);
      setParts(noParts);
    },
    restore: (given) => {
      const now = asFiles(read<unknown>(tabId, key, []));
      const known = new Set(now.map(({ id }) => id));
      save([...now, ...given.filter(({ id }) => !known.has(id))].slice(0, attachmentBounds.count));
    },
  };
}
