// Changes when the agent says differently how a conversation ended.
import { useEffect, useId, useRef, useState } from 'react';
import { digitsOf } from '../../../shared/domain/mask-text.ts';
import type { Conversation } from '../../../shared/domain/conversation.ts';
import type { Disposition } from '../../../shared/domain/queue.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useQuery, useRun, useShown } from '../../data/hooks.ts';
import { useLocale, useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import type { Ending } from './useEnding.ts';
import { WrapUpBlock } from './WrapUpBlock.tsx';
import styles from './wrapup.module.css';

interface WrapUpBarProps {
  conversation: Conversation;
  /** While it can still be taken back. */
  ending: Ending;
}

const none: readonly Disposition[] = [];

/** How it ended, all choices in view: arrows or a digit choose, Enter closes. */
export function WrapUpBar({ conversation, ending }: WrapUpBarProps) {
  const t = useT();
  const conversationId = conversation.id;
  const locale = useLocale();
  const run = useRun();
  const shown = useShown();
  const { rows = none } = useQuery('disposition.list', {});
  const dispositions = rows.toSorted((a, b) => a.order - b.order);
  const [chosen, setChosen] = useState<string | null>(null);
  const [error, setError] = useState<ErrorData | null>(null);
  const [busy, setBusy] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const label = useId();
  const index = dispositions.findIndex(({ id }) => id === chosen);

  const ready = dispositions.length > 0;
  useEffect(() => {
    if (shown && ready) list.current?.focus({ preventScroll: true });
  }, [shown, ready]);

  const close = (): void => {
    if (chosen === null || busy) return;
    setBusy(true);
    setError(null);
    ending
      .now()
      .then(() => run('conversation.close', { conversationId, dispositionId: chosen }))
      .catch((failure: unknown) => setError(toErrorData(failure)))
      .finally(() => setBusy(false));
  };
  const choose = (at: number): void =>
    setChosen(dispositions[(at + dispositions.length) % dispositions.length]?.id ?? null);
  const optionId = (id: string): string => `${label}-${id}`;
  return (
    <section className={styles.bar} aria-label={t('wrapUp.bar')}>
      <div className={styles.row}>
        <h3 id={label} className={styles.question}>
          {t('conversation.howEnded')}
        </h3>
        <WrapUpBlock conversation={conversation} />
        {ending.pending && (
          <Button size="small" variant="quiet" onClick={ending.takeBack}>
            {t('conversation.keepTalking')}
          </Button>
        )}
      </div>
      <div
        ref={list}
        role="listbox"
        aria-labelledby={label}
        aria-activedescendant={chosen === null ? undefined : optionId(chosen)}
        tabIndex={0}
        className={styles.list}
        onKeyDown={(event) => {
          // A Persian or Arabic keyboard types digits of its own.
          const digit = event.key.length === 1 ? Number(digitsOf(event.key)) : 0;
          if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
            const rtl = getComputedStyle(event.currentTarget).direction === 'rtl';
            choose(index + ((event.key === 'ArrowRight') === rtl ? -1 : 1));
          } else if (event.key === 'ArrowDown') choose(index + 1);
          else if (event.key === 'ArrowUp') choose(index === -1 ? -1 : index - 1);
          else if (digit >= 1 && digit <= dispositions.length) choose(digit - 1);
          else if (event.key === 'Enter') close();
          else if (event.key === 'Escape' && ending.pending) ending.takeBack();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        {dispositions.map((disposition, at) => (
          <div
            key={disposition.id}
            id={optionId(disposition.id)}
            role="option"
            aria-selected={disposition.id === chosen}
            tabIndex={-1}
            className={styles.option}
            onClick={() => setChosen(disposition.id)}
            onKeyDown={() => {}}
          >
            {at < 9 && (
              <kbd className={styles.digit} aria-hidden="true">
                {at + 1}
              </kbd>
            )}
            {disposition.labels[locale] ??
              disposition.labels.en ??
              Object.values(disposition.labels)[0] ??
              disposition.id}
          </div>
        ))}
      </div>
      {error !== null && <ErrorNote error={error} />}
      <div className={styles.row}>
        <span className={styles.quiet}>
          {t(ending.pending ? 'conversation.ending' : 'conversation.wrapUpHint')}
        </span>
        <Button variant="primary" disabled={chosen === null || busy} onClick={close}>
          {t('conversation.close')}
        </Button>
      </div>
    </section>
  );
}
