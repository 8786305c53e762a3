// Changes when a conversation without a case, or with the wrong one, comes to one of this customer's differently.
import { useState } from 'react';
import { useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useRecordLink } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { Ago } from '../../ui/Time.tsx';
import { CaseFinder } from './CaseFinder.tsx';
import { StatusMark } from './marks.tsx';
import styles from './case.module.css';

const shownAtFirst = 5;
/** Counting ends there: who has more has too many to count. */
const most = 100;

/** Says that there is no case yet, and how many open ones there are to choose from: none, one or several. */
export function NoCase({ customerId }: { customerId: string | null }) {
  const t = useT();
  if (customerId === null) return <p className={styles.quiet}>{t('case.none')}</p>;
  return <OpenCount customerId={customerId} />;
}

function OpenCount({ customerId }: { customerId: string }) {
  const t = useT();
  const { rows: count } = useQuery('case.count', { view: 'open', text: '', customerId });
  if (count === undefined) return null;
  return <p className={styles.quiet}>{t('case.choice.open', { count })}</p>;
}

interface CaseChoiceProps {
  customerId: string;
  /** The one that is linked. */
  linked: string | null;
  onLink: (id: string, title: string) => void;
}

/** The cases of this customer, open ones first, and a search for any other. Choosing links, also in place of another. */
export function CaseChoice({ customerId, linked, onLink }: CaseChoiceProps) {
  const t = useT();
  const link = useRecordLink();
  const [searching, setSearching] = useState(false);
  const args = { view: 'all', sort: 'updated', text: '', customerId, limit: most } as const;
  const { rows } = useQuery('case.list', args);
  const others = (rows ?? []).filter(({ id, merged }) => id !== linked && merged == null);
  const isOpen = ({ status }: { status: string }): boolean => status !== 'resolved' && status !== 'canceled';
  const inOrder = [...others.filter(isOpen), ...others.filter((row) => !isOpen(row))];
  return (
    <div>
      {inOrder.length > 0 && <h3 className={styles.heading}>{t('case.recent')}</h3>}
      <ul>
        {inOrder.slice(0, shownAtFirst).map((row) => (
          <li key={row.id} className={styles.recent}>
            <button type="button" className={styles.recentOpen} {...link('case', row.id)}>
              <span className={styles.recentTitle} title={row.title}>
                <Bidi className="clip">{row.title}</Bidi>
              </span>
              <span className={styles.recentFacts}>
                <StatusMark status={row.status} />
                <Ago at={row.updatedAt} />
              </span>
            </button>
            <Button
              size="small"
              aria-label={t('case.linkTo', { title: row.title })}
              onClick={() => onLink(row.id, row.title)}
            >
              {t('case.link')}
            </Button>
          </li>
        ))}
      </ul>
      {inOrder.length > shownAtFirst && (
        <p className={styles.quiet}>{t('case.more', { count: inOrder.length - shownAtFirst })}</p>
      )}
      {searching ? (
        <CaseFinder
          without={new Set(linked === null ? [] : [linked])}
          customerId={customerId}
          autoFocus
          onPick={(row) => {
            setSearching(false);
            onLink(row.id, row.title);
          }}
          onDone={() => setSearching(false)}
        />
      ) : (
        <Button size="small" variant="quiet" className={styles.other} onClick={() => setSearching(true)}>
          {t('case.choice.other')}
        </Button>
      )}
    </div>
  );
}
