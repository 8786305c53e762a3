// Changes when the page of a customer is put together differently.
import { useCallback, type ReactNode } from 'react';
import type { CustomerRow } from '../../../shared/ipc/views.ts';
import { useQuery } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { EmptyState, SkeletonRows } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { customerFields, savedValue, type CustomerField } from './edit.ts';
import { Contacts } from './Contacts.tsx';
import { CustomerTags } from './CustomerTags.tsx';
import { EditableField } from './EditableField.tsx';
import { Entitlements } from './Entitlements.tsx';
import { languageName } from '../../state/language-name.ts';
import { MoodTrend } from './MoodTrend.tsx';
import { Timeline } from './Timeline.tsx';
import { useCustomerEdit } from './useCustomerEdit.ts';
import { LastVisit } from './VisitPath.tsx';
import styles from './customer-tab.module.css';

interface CustomerTabProps {
  customerId: string;
  tabId: string;
  /** Where notes on the customer are written. */
  notes?: ReactNode;
  /** Where a case is begun. */
  begin?: ReactNode;
}

/** One customer: who it is, and everything that ever happened. */
export function CustomerTab({ customerId, tabId, notes, begin }: CustomerTabProps) {
  const t = useT();
  const { rows: customer, error } = useQuery('customer.view', { id: customerId });
  if (customer === undefined)
    return error === null ? <SkeletonRows count={8} height={20} /> : <ErrorNote error={error} />;
  if (customer === null) return <EmptyState title={t('customer.gone')}>{t('customer.goneText')}</EmptyState>;
  return (
    <article className={styles.page}>
      <Identity key={customerId} customer={customer} notes={notes} begin={begin} />
      <Timeline customerId={customerId} tabId={tabId} />
    </article>
  );
}

interface IdentityProps extends Pick<CustomerTabProps, 'notes' | 'begin'> {
  customer: CustomerRow;
}

function Identity({ customer, notes, begin }: IdentityProps) {
  const t = useT();
  const intl = useIntl();
  const { save, error } = useCustomerEdit(customer);
  const change = useCallback(
    (field: CustomerField, value: string) => {
      const next = savedValue(field, value);
      if (next === customer[field]) return;
      const said = { field: t(`customer.field.${field}`), value: next ?? t('common.none') };
      save({ [field]: next }, { [field]: customer[field] }, t('customer.changed', said));
    },
    [save, customer, t],
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
      {begin !== undefined && <div className={styles.begin}>{begin}</div>}
      {error !== null && <ErrorNote error={error} />}
      {customerFields.map((field) => (
        <EditableField
          key={field}
          customerId={customer.id}
          field={field}
          value={customer[field] ?? ''}
          {...(field === 'language' ? { shown: languageName(customer.language, intl.locale) } : {})}
          onSave={(value) => change(field, value)}
        />
      ))}
      <Contacts customer={customer} />
      <MoodTrend customerId={customer.id} />
      <Entitlements customerId={customer.id} />
      <LastVisit customerId={customer.id} />
      {notes !== undefined && (
        <div className={styles.notes}>
          <h3 className={styles.heading}>{t('customer.notes')}</h3>
          <div className={styles.noteList}>{notes}</div>
        </div>
      )}
    </section>
  );
}
