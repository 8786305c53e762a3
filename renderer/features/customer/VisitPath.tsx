// Changes when the way of a visitor before the conversation is shown differently.
import { BookOpen, FileText, MousePointerClick, Search, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { Visitor } from '../../../shared/domain/conversation.ts';
import { useQuery } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { useUi } from '../../ui/words.tsx';
import { pathOf, stepsOf, type VisitStep } from './visit.ts';
import styles from './visit.module.css';

const icons: Record<VisitStep['did'], LucideIcon> = {
  page: FileText,
  search: Search,
  article: BookOpen,
  action: MousePointerClick,
};
const shownAtFirst = 5;

interface VisitPathProps {
  visits: Visitor['visits'];
  /** When the visitor wrote, ms since the epoch. */
  until: number;
}

/** The pages a visitor came through, newest first, with the time and how long each was looked at. Text, never links. */
export function VisitPath({ visits, until }: VisitPathProps) {
  const t = useT();
  const [all, setAll] = useState(false);
  const steps = stepsOf(visits ?? [], until);
  if (steps.length === 0) return <p className={styles.quiet}>{t('customer.visit.unknown')}</p>;
  const left = steps.length - shownAtFirst;
  return (
    <>
      <ol className={styles.path} aria-label={t('customer.visit.path')}>
        {(all ? steps : steps.slice(0, shownAtFirst)).map((step) => (
          <Step key={step.key} step={step} />
        ))}
      </ol>
      {left > 0 && !all && (
        <Button size="small" variant="quiet" className={styles.more} onClick={() => setAll(true)}>
          {t('customer.visit.earlier', { count: left })}
        </Button>
      )}
    </>
  );
}

function Step({ step }: { step: VisitStep }) {
  const t = useT();
  const intl = useIntl();
  const ui = useUi();
  const Icon = icons[step.did];
  const path = step.did === 'page' ? pathOf(step.text) : step.text;
  const title = step.title === undefined || step.title === '' ? path : step.title;
  return (
    <li className={styles.step}>
      <Icon size={13} aria-hidden="true" className={styles.icon} />
      <span className="quiet-only">{t(`customer.visit.did.${step.did}`)}</span>
      <span className={styles.words} title={step.text}>
        <Bidi className="clip">{title}</Bidi>
        {title !== path && (
          <span className={styles.quiet}>
            <bdi className="clip" dir="ltr">
              {path}
            </bdi>
          </span>
        )}
      </span>
      <span className={styles.when} title={ui.exact(step.at)}>
        <span>{intl.formatDate(step.at, { hour: '2-digit', minute: '2-digit' })}</span>
        {step.stayedMs !== null && <span>{ui.duration(step.stayedMs)}</span>}
      </span>
    </li>
  );
}

/** The way to the last conversation of a customer. */
export function LastVisit({ customerId }: { customerId: string }) {
  const t = useT();
  const { rows: last } = useQuery('customer.timeline', { id: customerId, kind: 'conversation', limit: 1 });
  const item = last?.[0];
  return (
    <section className={styles.last} aria-label={t('customer.visit.last')}>
      <h3 className={styles.heading}>{t('customer.visit.last')}</h3>
      {item?.type === 'conversation' ? (
        <PathOf conversationId={item.conversation.id} />
      ) : (
        last !== undefined && <VisitPath visits={[]} until={0} />
      )}
    </section>
  );
}

function PathOf({ conversationId }: { conversationId: string }) {
  const { rows: view } = useQuery('conversation.view', { id: conversationId });
  if (view == null) return null;
  return <VisitPath visits={view.conversation.visitor.visits} until={view.conversation.createdAt} />;
}
