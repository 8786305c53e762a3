// Changes when a refused command is shown or settled differently.
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { casePriorities, caseStatuses } from '../../../shared/domain/case.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { AttentionView } from '../../../shared/ipc/views.ts';
import { useData, useQuery } from '../../data/hooks.ts';
import { useT, type Translate } from '../../state/intl.tsx';
import { useWorkspaceActions } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState, SkeletonRows } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Ago } from '../../ui/Time.tsx';
import { actionOf, explanationOf, settlementsFor, sidesOf, type Settlement, type Sides } from './conflict.ts';
import { Bidi } from '../../ui/Text.tsx';
import { cx } from '../../ui/cx.ts';
import styles from './attention.module.css';

/** What the service could not take: what it was, why, and the ways on. Nothing leaves it without its author. */
export function AttentionTray() {
  const t = useT();
  const { rows, error } = useQuery('attention.list', {});
  if (rows === undefined)
    return error === null ? <SkeletonRows count={4} height={24} /> : <ErrorNote error={error} />;
  if (rows.length === 0)
    return <EmptyState title={t('attention.empty')}>{t('attention.emptyText')}</EmptyState>;
  return (
    <section className={styles.tray} aria-label={t('attention.title')}>
      <p className={styles.intro}>{t('attention.intro')}</p>
      <ul>
        {rows.map((item) => (
          <Refused key={item.commandId} item={item} />
        ))}
      </ul>
    </section>
  );
}

function Refused({ item }: { item: AttentionView }) {
  const t = useT();
  const { store, main } = useData();
  const { openCase, openConversation, openCustomer } = useWorkspaceActions();
  const [error, setError] = useState<ErrorData | null>(null);
  const [busy, setBusy] = useState(false);
  const [copied, setCopied] = useState(false);
  const sides = sidesOf(item);
  // Both sides say it already.
  const words = sides === null && item.text !== '' ? item.text : null;
  const by = item.refusal.facts?.['by'];
  const kind = explanationOf(item.refusal.kind);
  const settle = (how: Settlement): void => {
    setBusy(true);
    setError(null);
    store
      .request('attention.settle', { commandId: item.commandId, how })
      .catch((failure: unknown) => setError(toErrorData(failure)))
      .finally(() => setBusy(false));
  };
  const copy = (): void => {
    main
      .request('clipboard.write', { text: words ?? '' })
      .then(() => setCopied(true))
      .catch((failure: unknown) => setError(toErrorData(failure)));
  };
  const { subjectId, subjectKind } = item;
  const open = (): void => {
    if (subjectId === null) return;
    if (subjectKind === 'case') openCase(subjectId);
    else if (subjectKind === 'conversation') openConversation(subjectId);
    else if (subjectKind === 'customer') openCustomer(subjectId);
  };
  const label = `${t(`attention.action.${actionOf(item.type)}`)}: ${item.title}`;
  return (
    <li>
      <article className={styles.item} aria-label={label}>
        <div className={styles.head}>
          <h3 className={styles.what}>{t(`attention.action.${actionOf(item.type)}`)}</h3>
          <span className={styles.quiet}>
            <Ago at={item.at} />
          </span>
        </div>
        {subjectId !== null && subjectKind !== 'other' ? (
          <button type="button" className={styles.subject} title={item.title} onClick={open}>
            <Bidi className="clip">{item.title}</Bidi>
          </button>
        ) : (
          <Bidi className={cx('clip', styles.about)}>{item.title}</Bidi>
        )}
        <p>
          {t(
            kind === 'taken' && typeof by === 'string' && by !== ''
              ? 'attention.why.takenBy'
              : `attention.why.${kind}`,
            { by: String(by ?? '') },
          )}
        </p>
        {kind === 'other' && (
          <p className={styles.quiet} dir="auto">
            {item.refusal.message}
          </p>
        )}
        {sides !== null && <TwoSides sides={sides} />}
        {words !== null && (
          <blockquote className={styles.text} dir="auto" tabIndex={0} aria-label={t('attention.yourText')}>
            {words}
          </blockquote>
        )}
        {error !== null && <ErrorNote error={error} />}
        <div className={styles.buttons}>
          {settlementsFor(item).map((how, index) => (
            <Button
              key={how}
              size="small"
              variant={variantOf(how, index)}
              disabled={busy}
              onClick={() => settle(how)}
            >
              {t(`attention.settle.${how}`)}
            </Button>
          ))}
          {words !== null && (
            <Button size="small" variant="quiet" icon={<Copy size={13} aria-hidden="true" />} onClick={copy}>
              {t(copied ? 'attention.copied' : 'attention.copy')}
            </Button>
          )}
        </div>
      </article>
    </li>
  );
}

/** The first way that keeps something stands out; where letting go is the only one, it looks like a button at least. */
function variantOf(how: Settlement, index: number): 'primary' | 'plain' | 'quiet' {
  if (index === 0) return how === 'drop' ? 'plain' : 'primary';
  return how === 'drop' ? 'quiet' : 'plain';
}

function TwoSides({ sides }: { sides: Sides }) {
  const t = useT();
  const { rows: agents } = useQuery('agent.list', {});
  const show = (value: Sides['theirs']): string => {
    if (value === null || value === '') return t('common.none');
    if (sides.field === 'ownerId') return agents?.find(({ id }) => id === value)?.name ?? String(value);
    return wordFor(t, sides.field, String(value));
  };
  return (
    <div className={styles.sides}>
      <p className={styles.field}>{fieldName(t, sides.field)}</p>
      <dl>
        <div className={styles.side}>
          <dt>{t('attention.yours')}</dt>
          <dd>
            <bdi>{show(sides.yours)}</bdi>
          </dd>
        </div>
        <div className={styles.side}>
          <dt>{t('attention.theirs')}</dt>
          <dd>
            <bdi>{show(sides.theirs)}</bdi>
          </dd>
        </div>
      </dl>
    </div>
  );
}

function wordFor(t: Translate, field: string, value: string): string {
  const status = field === 'status' ? caseStatuses.find((known) => known === value) : undefined;
  if (status !== undefined) return t(`caseStatus.${status}`);
  const priority = field === 'priority' ? casePriorities.find((known) => known === value) : undefined;
  return priority === undefined ? value : t(`casePriority.${priority}`);
}

function fieldName(t: Translate, field: string): string {
  switch (field) {
    case 'title':
    case 'status':
    case 'priority':
    case 'category':
      return t(`case.field.${field}`);
    case 'ownerId':
      return t('case.field.owner');
    case 'customerId':
      return t('case.field.customer');
    case 'name':
    case 'email':
    case 'phone':
    case 'organisation':
    case 'city':
    case 'language':
      return t(`customer.field.${field}`);
    default:
      return field;
  }
}
