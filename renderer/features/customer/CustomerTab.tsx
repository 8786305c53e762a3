// Changes when the page of a customer is put together differently.
import { useCallback, useState } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { CustomerRow } from '../../../shared/ipc/views.ts';
import { useQuery, useRun } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { EmptyState, SkeletonRows } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { customerFields, savedValue, type CustomerField } from './edit.ts';
import { CustomerTags } from './CustomerTags.tsx';
import { EditableField } from './EditableField.tsx';
import { languageName } from './language.ts';
import { Timeline } from './Timeline.tsx';
import styles from './customer-tab.module.css';

interface CustomerTabProps {
  customerId: string;
  tabId: string;
}

/** One customer: who it is, and everything that ever happened. */
export function CustomerTab({ customerId, tabId }: CustomerTabProps) {
  const t = useT();
  const { rows: customer, error } = useQuery('customer.view', { id: customerId });
  if (customer === undefined)
    return error === null ? <SkeletonRows count={8} height={20} /> : <ErrorNote error={error} />;
  if (customer === null) return <EmptyState title={t('customer.gone')}>{t('customer.goneText')}</EmptyState>;
  return (
    <article className={styles.page}>
      <Identity key={customerId} customer={customer} />
      <Timeline customerId={customerId} tabId={tabId} />
    </article>
  );
}

function Identity({ customer }: { customer: CustomerRow }) {
  const t = useT();
  const intl = useIntl();
  const run = useRun();
  const [error, setError] = useState<ErrorData | null>(null);
  const save = useCallback(
    (field: CustomerField, value: string) => {
      const next = savedValue(field, value);
      if (next === customer[field]) return;
      setError(null);
      run('customer.update', {
        customerId: customer.id,
        set: { [field]: next },
        base: { [field]: customer[field] },
      }).catch((failure: unknown) => setError(toErrorData(failure)));
    },
    [run, customer],
  );
  return (
    <section className={styles.identity} aria-label={customer.name}>
      <div className={styles.head}>
        <Avatar name={customer.name} id={customer.id} size={44} />
        <h2 className={styles.name} title={customer.name}>
          <bdi>{customer.name}</bdi>
        </h2>
        <p className={styles.quiet}>
          {t('customer.sinceLong', {
            date: intl.formatDate(customer.since, { month: 'long', year: 'numeric' }),
          })}
        </p>
        <CustomerTags seen={customer} />
      </div>
      {error !== null && <ErrorNote error={error} />}
      {customerFields.map((field) => (
        <EditableField
          key={field}
          field={field}
          value={customer[field] ?? ''}
          {...(field === 'language' ? { shown: languageName(customer.language, intl.locale) } : {})}
          onSave={(value) => save(field, value)}
        />
      ))}
    </section>
  );
}
