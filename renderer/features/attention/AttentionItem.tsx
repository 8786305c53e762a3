// Changes when one thing that needs its author is shown or settled differently.
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { Settlement } from '../../../shared/ipc/store.ts';
import type { AttentionView } from '../../../shared/ipc/views.ts';
import { useData } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useWorkspaceActions } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { Ago } from '../../ui/Time.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { actionOf, explanationOf, waysFor, type Way } from './conflict.ts';
import { TargetPicker, type Target } from './TargetPicker.tsx';
import { TwoSides } from './TwoSides.tsx';
import { whyWords, yoursAsNote, type NameOf } from './words.ts';
import styles from './attention.module.css';

/** What was tried, why it is here, both sides, and every way on one click away. */
export function AttentionItem({ item, nameOf }: { item: AttentionView; nameOf: NameOf }) {
  const t = useT();
  const toast = useToast();
  const { store, main } = useData();
  const open = useOpen();
  const [error, setError] = useState<ErrorData | null>(null);
  const [busy, setBusy] = useState(false);
  const [copied, setCopied] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const { commandId, subjectKind, subjectId, sides } = item;
  // Both sides say it already.
  const words = sides.length === 0 && item.text !== null && item.text.trim() !== '' ? item.text : null;
  const fail = (failure: unknown): void => setError(toErrorData(failure));

  /** @returns whether it is settled. */
  const send = async (settlement: Omit<Settlement, 'commandId'>): Promise<boolean> => {
    setBusy(true);
    setError(null);
    try {
      await store.request('attention.settle', { commandId, ...settlement });
      return true;
    } catch (failure) {
      fail(failure);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const drop = async (): Promise<void> => {
    if (!(await send({ how: 'drop' }))) return;
    const restore = (): void => {
      store.request('attention.settle', { commandId, how: 'restore' }).catch(fail);
    };
    const undo = { label: t('common.undo'), run: restore };
    toast({ title: t('attention.dropped'), text: item.title, action: undo });
  };
  const noteOn = async (target: Target | null, title: string): Promise<void> => {
    const own = sides.length > 0 && !item.kept ? { text: yoursAsNote(t, nameOf, item) } : {};
    if (!(await send({ how: 'asNote', ...own, ...(target === null ? {} : { target }) }))) return;
    const place =
      target ?? (subjectKind === 'other' || subjectId === null ? null : { subjectKind, subjectId });
    const show = place === null ? undefined : { label: t('home.open'), run: () => open(place) };
    toast({ title: t('attention.moved'), text: title, tone: 'ok', action: show });
  };
  const go = (way: Way): void => {
    if (way === 'elsewhere') setChoosing(true);
    else if (way === 'drop' || way === 'theirs') void drop();
    else if (way === 'asNote') void noteOn(null, item.title);
    else void send({ how: way });
  };

  const action = t(`attention.action.${actionOf(item)}`);
  return (
    <article className={styles.item} aria-label={`${action}: ${item.title}`}>
      <div className={styles.head}>
        <h3 className={styles.what}>{action}</h3>
        <span className={styles.quiet}>
          <Ago at={item.at} />
        </span>
      </div>
      {subjectId !== null && subjectKind !== 'other' ? (
        <button
          type="button"
          className={styles.subject}
          title={item.title}
          onClick={() => open({ subjectKind, subjectId })}
        >
          <Bidi className="clip">{item.title}</Bidi>
        </button>
      ) : (
        <Bidi className={cx('clip', styles.about)}>{item.title}</Bidi>
      )}
      <p>{whyWords(t, item)}</p>
      {!item.kept && explanationOf(item.refusal.kind) === 'other' && (
        <p className={styles.quiet} dir="auto">
          {item.refusal.message}
        </p>
      )}
      {sides.length > 0 && <TwoSides sides={sides} nameOf={nameOf} />}
      {words !== null && (
        <blockquote className={styles.text} dir="auto" tabIndex={0} aria-label={t('attention.yourText')}>
          {words}
        </blockquote>
      )}
      {error !== null && <ErrorNote error={error} />}
      {choosing ? (
        <div className={styles.choose}>
          <TargetPicker
            onPick={(target, title) => void noteOn(target, title)}
            onCancel={() => setChoosing(false)}
          />
          <Button size="small" variant="quiet" onClick={() => setChoosing(false)}>
            {t('common.cancel')}
          </Button>
        </div>
      ) : (
        <div className={styles.buttons}>
          {waysFor(item).map((way, index) => (
            <Button
              key={way}
              size="small"
              variant={variantOf(way, index)}
              disabled={busy}
              onClick={() => go(way)}
            >
              {t(`attention.settle.${way}`)}
            </Button>
          ))}
          {item.text !== null && item.text.trim() !== '' && (
            <Button
              size="small"
              variant="quiet"
              icon={<Copy size={13} aria-hidden="true" />}
              onClick={() => {
                main
                  .request('clipboard.write', { text: item.text ?? '' })
                  .then(() => setCopied(true))
                  .catch(fail);
              }}
            >
              {t(copied ? 'attention.copied' : 'attention.copy')}
            </Button>
          )}
        </div>
      )}
    </article>
  );
}

/** @returns a function that opens what a note can be written on. */
function useOpen(): (target: Target) => void {
  const { openCase, openConversation, openCustomer } = useWorkspaceActions();
  return ({ subjectKind, subjectId }) => {
    if (subjectKind === 'case') openCase(subjectId);
    else if (subjectKind === 'conversation') openConversation(subjectId);
    else openCustomer(subjectId);
  };
}

/** The first way that keeps something stands out; where letting go is the only one, it looks like a button at least. */
function variantOf(way: Way, index: number): 'primary' | 'plain' | 'quiet' {
  if (index === 0) return way === 'drop' || way === 'theirs' ? 'plain' : 'primary';
  return way === 'drop' ? 'quiet' : 'plain';
}
