// Changes when the list of what needs its author is put together differently.
import { Copy, Save } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type FocusEvent } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useData, useQuery } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState, SkeletonRows } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { AttentionItem } from './AttentionItem.tsx';
import { itemAsText, type NameOf } from './words.ts';
import styles from './attention.module.css';

/** People take their time to choose a place. */
const choosingMs = 600_000;

/** What the service could not take as it was: what it was, why, and the ways on. Nothing leaves it without its author. */
export function AttentionTray() {
  const t = useT();
  const { main } = useData();
  const { formatDate } = useIntl();
  const { rows, error } = useQuery('attention.list', {});
  const nameOf = useNames();
  const tray = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState(false);
  /** What the file holds: more may come after it was saved. */
  const [saved, setSaved] = useState<string | null>(null);
  const [unsaved, setUnsaved] = useState<ErrorData | null>(null);
  const ids = rows?.map(({ commandId }) => commandId).join(' ') ?? '';
  const onFocus = useFocusKept(tray, ids);
  if (rows === undefined)
    return error === null ? <SkeletonRows count={4} height={24} /> : <ErrorNote error={error} />;
  const allAsText = (): string => {
    const exact = (at: number): string => formatDate(at, { dateStyle: 'medium', timeStyle: 'short' });
    return rows.map((item) => itemAsText(t, nameOf, item, exact(item.at))).join('\n\n---\n\n');
  };
  const saveAll = (): void => {
    setUnsaved(null);
    main
      .request('text.save', { text: allAsText() }, choosingMs)
      .then((reply) => setSaved(reply.saved ? ids : null))
      .catch((failure: unknown) => setUnsaved(toErrorData(failure)));
  };
  const copyAll = (): void => {
    main
      .request('clipboard.write', { text: allAsText().slice(0, 100_000) })
      .then(() => setCopied(true))
      .catch((failure: unknown) => {
        setCopied(false);
        setUnsaved(toErrorData(failure));
      });
  };
  return (
    <section
      ref={tray}
      className={styles.tray}
      aria-label={t('attention.title')}
      tabIndex={-1}
      onFocus={onFocus}
    >
      {rows.length === 0 ? (
        <EmptyState title={t('attention.empty')}>{t('attention.emptyText')}</EmptyState>
      ) : (
        <>
          <div className={styles.intro}>
            <p>{rows.some(({ recording }) => recording === undefined) && t('attention.intro')}</p>
            {rows.length > 1 && (
              <Button
                size="small"
                variant="quiet"
                icon={<Copy size={13} aria-hidden="true" />}
                onClick={copyAll}
              >
                {t(copied ? 'attention.copied' : 'attention.copyAll')}
              </Button>
            )}
            <Button
              size="small"
              variant="quiet"
              icon={<Save size={13} aria-hidden="true" />}
              onClick={saveAll}
            >
              {t(saved === ids ? 'attention.savedAll' : 'attention.saveAll')}
            </Button>
          </div>
          {unsaved !== null && <ErrorNote error={unsaved} />}
          <ul>
            {rows.map((item) => (
              <li key={item.commandId} data-item>
                <AttentionItem item={item} nameOf={nameOf} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Names instead of ids, where this desk knows them. */
function useNames(): NameOf {
  const { rows: agents } = useQuery('agent.list', {});
  return useCallback(
    (field, id) => (field === 'ownerId' ? (agents?.find((agent) => agent.id === id)?.name ?? null) : null),
    [agents],
  );
}

/** What was settled goes; the keyboard then goes on with what stands in its place. */
function useFocusKept(tray: React.RefObject<HTMLElement | null>, ids: string): (event: FocusEvent) => void {
  const at = useRef<number | null>(null);
  useEffect(() => {
    const root = tray.current;
    if (root === null || at.current === null || root.contains(document.activeElement)) return;
    const items = root.querySelectorAll<HTMLElement>('[data-item]');
    const next = items[Math.min(at.current, items.length - 1)];
    (next?.querySelector<HTMLElement>('button') ?? root).focus();
  }, [tray, ids]);
  return (event) => {
    const item = event.target.closest('[data-item]');
    if (item !== null) at.current = [...(item.parentElement?.children ?? [])].indexOf(item);
  };
}
