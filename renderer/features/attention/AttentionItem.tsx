// Changes when one thing that needs its author is shown or settled differently.
import { Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { mostContacts } from '../../../shared/domain/people.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { Settlement } from '../../../shared/ipc/store.ts';
import type { AttentionView } from '../../../shared/ipc/views.ts';
import { useData } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { actionOf, explanationOf } from '../../state/refusal-words.ts';
import { useWorkspaceActions } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { Ago } from '../../ui/Time.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { ContactChoice } from './ContactChoice.tsx';
import { canChoose, isSame, waysFor, type Way } from './conflict.ts';
import { contactLines, contactsChosen, type Chosen } from './contacts.ts';
import { TargetPicker, type Target } from './TargetPicker.tsx';
import { TwoSides } from './TwoSides.tsx';
import { recordingWords, whyWords, wordsOf, type NameOf } from './words.ts';
import { useUi } from '../../ui/words.tsx';
import styles from './attention.module.css';

/** What was tried, why it is here, both sides, and every way on one click away. */
export function AttentionItem({ item, nameOf }: { item: AttentionView; nameOf: NameOf }) {
  const t = useT();
  const ui = useUi();
  const toast = useToast();
  const { store, main } = useData();
  const open = useOpen();
  const root = useRef<HTMLElement>(null);
  const [error, setError] = useState<ErrorData | null>(null);
  const [busy, setBusy] = useState(false);
  const [copied, setCopied] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const [chosen, setChosen] = useState<Readonly<Record<string, Chosen>>>({});
  const { commandId, subjectKind, subjectId, sides } = item;
  const contacts = canChoose(item) ? sides.find(({ field }) => field === 'contacts') : undefined;
  const lines = contacts === undefined ? [] : contactLines(contacts);
  const together = contactsChosen(lines, chosen);
  const tooMany = together.length > mostContacts;
  // Both sides say it already.
  const written = item.text !== null && item.text.trim() !== '' && !isSame(item) ? item.text : null;
  const words = sides.length === 0 ? written : null;
  const copy = sides.length === 0 || item.kept ? written : wordsOf(t, nameOf, item);
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
    const own = sides.length > 0 && !item.kept ? { text: wordsOf(t, nameOf, item) ?? undefined } : {};
    if (!(await send({ how: 'asNote', ...own, ...(target === null ? {} : { target }) }))) return;
    const place =
      target ?? (subjectKind === 'other' || subjectId === null ? null : { subjectKind, subjectId });
    const show = place === null ? undefined : { label: t('home.open'), run: () => open(place) };
    toast({ title: t('attention.moved'), text: title, tone: 'ok', action: show });
  };
  const cancel = (): void => {
    root.current?.querySelector<HTMLElement>('[data-way="elsewhere"]')?.focus();
    setChoosing(false);
  };
  const go = (way: Way): void => {
    if (way === 'elsewhere') setChoosing(!choosing);
    else if (way === 'drop' || way === 'theirs') void drop();
    else if (way === 'asNote') void noteOn(null, item.title);
    else if (way === 'chosen') void send({ how: 'force', contacts: together });
    else void send({ how: way });
  };

  const lost = recordingWords(t, item, ui.duration);
  const action = t(`attention.action.${actionOf(item)}`);
  return (
    <article ref={root} className={styles.item} aria-label={`${action}: ${item.title}`}>
      <div className={styles.head}>
        <h3 className={styles.what}>{action}</h3>
        {item.title !== '' && subjectId !== null && subjectKind !== 'other' ? (
          <button
            type="button"
            className={styles.subject}
            title={item.title}
            onClick={() => open({ subjectKind, subjectId })}
          >
            <Bidi className="clip">{item.title}</Bidi>
          </button>
        ) : (
          <span className={styles.about}>
            <Bidi className="clip">{item.title}</Bidi>
          </span>
        )}
        <span className={styles.quiet}>
          <Ago at={item.at} />
        </span>
      </div>
      <p>{whyWords(t, item)}</p>
      {lost !== null && (
        <p>
          {lost.kept} {lost.todo}
        </p>
      )}
      {!item.kept && lost === null && explanationOf(item.refusal.kind) === 'other' && (
        <p className={styles.quiet} dir="auto">
          {item.refusal.message}
        </p>
      )}
      {sides.length > 0 && <TwoSides sides={sides.filter((side) => side !== contacts)} nameOf={nameOf} />}
      {contacts !== undefined && (
        <ContactChoice
          lines={lines}
          chosen={chosen}
          onChoose={(key, how) => setChosen({ ...chosen, [key]: how })}
        />
      )}
      {tooMany && <p role="status">{t('attention.contact.tooMany', { count: mostContacts })}</p>}
      {words !== null && (
        <blockquote className={styles.text} dir="auto" tabIndex={0} aria-label={t('attention.yourText')}>
          {words}
        </blockquote>
      )}
      {error !== null && <ErrorNote error={error} />}
      <div className={styles.buttons}>
        {waysFor(item).map((way) => (
          <Button
            key={way}
            data-way={way}
            size="small"
            variant={way === 'drop' && written !== null ? 'quiet' : 'plain'}
            aria-expanded={way === 'elsewhere' ? choosing : undefined}
            disabled={busy || (way === 'chosen' && tooMany)}
            onClick={() => go(way)}
          >
            {t(
              way === 'drop' && (isSame(item) || lost !== null)
                ? 'common.dismiss'
                : `attention.settle.${way}`,
            )}
          </Button>
        ))}
        {copy !== null && (
          <Button
            size="small"
            variant="quiet"
            icon={<Copy size={13} aria-hidden="true" />}
            onClick={() => {
              main
                .request('clipboard.write', { text: copy })
                .then(() => setCopied(true))
                .catch(fail);
            }}
          >
            {t(copied ? 'attention.copied' : 'attention.copy')}
          </Button>
        )}
      </div>
      {choosing && <TargetPicker onPick={(target, title) => void noteOn(target, title)} onCancel={cancel} />}
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
