// Changes when quick replies, macros and scripts are saved or removed differently.
import { useState } from 'react';
import type { QuickReply } from '../../../shared/domain/knowledge.ts';
import type { Macro, Script } from '../../../shared/domain/macro.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useData, useDesk } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useToast } from '../../ui/Toast.tsx';
import type { Kept, ToolFormProps } from './ToolList.tsx';

/** One of the three, as it is put. */
export type Put =
  | { kind: 'quickReply'; record: Omit<QuickReply, 'rev'> }
  | { kind: 'macro'; record: Omit<Macro, 'rev'> }
  | { kind: 'script'; record: Omit<Script, 'rev'> };

/** Saving and removing, by those who may. */
export interface Keeping {
  /** False of what everybody uses, for those who do not keep it. */
  mayChange: boolean;
  /** Whether this agent may make it everybody's. */
  mayShare: boolean;
  agentId: string;
  newId: () => string;
  save: (put: Put) => void;
  remove: () => void;
  error: ErrorData | null;
}

/** @param cleared is called when the half-written form is not needed any more. */
export function useKeeping<T extends Kept>(
  kind: Put['kind'],
  { item, onDone }: Pick<ToolFormProps<T>, 'item' | 'onDone'>,
  cleared: () => void,
): Keeping {
  const { run, newId } = useData();
  const { agent } = useDesk();
  const t = useT();
  const toast = useToast();
  const [error, setError] = useState<ErrorData | null>(null);
  const mayShare = agent !== null && agent.role !== 'agent';
  const put = ({ kind: of, record }: Put, base: number | null): Promise<void> => {
    switch (of) {
      case 'quickReply':
        return run('quickReply.put', { quickReply: record, base });
      case 'macro':
        return run('macro.put', { macro: record, base });
      case 'script':
        return run('script.put', { script: record, base });
    }
  };
  const takeAway = (id: string): Promise<void> => {
    switch (kind) {
      case 'quickReply':
        return run('quickReply.remove', { quickReplyId: id });
      case 'macro':
        return run('macro.remove', { macroId: id });
      case 'script':
        return run('script.remove', { scriptId: id });
    }
  };
  const failed = (failure: unknown): void => setError(toErrorData(failure));
  return {
    mayChange: item === null || item.ownerId !== null || mayShare,
    mayShare,
    agentId: agent?.id ?? '',
    newId,
    save: (what) => {
      setError(null);
      put(what, item === null ? null : (item.rev ?? 0)).then(() => {
        cleared();
        toast({ title: t('tools.saved'), tone: 'ok' });
        onDone(what.record.id);
      }, failed);
    },
    remove: () => {
      if (item === null) return;
      setError(null);
      takeAway(item.id).then(() => {
        cleared();
        const { rev: _, ...record } = item;
        toast({
          title: t('tools.removed', { title: item.title }),
          action: {
            label: t('common.undo'),
            run: () => void put({ kind, record } as unknown as Put, null).catch(failed),
          },
        });
        onDone(null);
      }, failed);
    },
    error,
  };
}

/** @returns tags out of a line with commas between. */
export function tagsOf(line: string): string[] {
  const all = line
    .split(/[,،、\n]/)
    .map((tag) => tag.trim().replace(/^#/, '').slice(0, 60))
    .filter(Boolean);
  return [...new Set(all)].slice(0, 50);
}
