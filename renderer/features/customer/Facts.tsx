// Changes when the details of a customer beside a conversation are listed differently.
import { Copy, Phone } from 'lucide-react';
import type { CustomerRow } from '../../../shared/ipc/views.ts';
import { useData } from '../../data/hooks.ts';
import { useDial } from '../../state/dialling.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { languageName } from '../../state/language-name.ts';
import { Bidi } from '../../ui/Text.tsx';
import { useToast } from '../../ui/Toast.tsx';
import styles from './customer.module.css';

/** The details that are known; what is missing takes no place. */
export function Facts({ customer }: { customer: CustomerRow }) {
  const t = useT();
  const intl = useIntl();
  return (
    <>
      <dl className={styles.facts}>
        <Fact label={t('customer.field.email')} value={customer.email} copy />
        <Fact label={t('customer.field.phone')} value={customer.phone} copy dial={customer.name} />
        {(customer.contacts ?? []).map(({ kind, value, label, preferred }) => (
          <Fact
            key={`${kind} ${value}`}
            label={label === '' ? t(`customer.contact.kind.${kind}`) : label}
            value={value}
            preferred={preferred === true}
            copy
            dial={kind === 'phone' ? customer.name : undefined}
          />
        ))}
        <Fact label={t('customer.field.organisation')} value={customer.organisation} />
        <Fact label={t('customer.field.city')} value={customer.city} />
        <Fact label={t('customer.field.language')} value={languageName(customer.language, intl.locale)} />
        <Fact
          label={t('customer.since')}
          value={intl.formatDate(customer.since, { month: 'long', year: 'numeric' })}
        />
      </dl>
      {customer.tags.length > 0 && (
        <div className={styles.tags}>
          {customer.tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </div>
      )}
    </>
  );
}

interface FactProps {
  label: string;
  value: string | null;
  copy?: boolean;
  preferred?: boolean;
  /** It is a number: whose. */
  dial?: string | undefined;
}

function Fact({ label, value, copy = false, preferred = false, dial }: FactProps) {
  const t = useT();
  const call = useDial();
  const { main } = useData();
  const toast = useToast();
  if (value === null || value === '') return null;
  return (
    <div className={styles.fact}>
      <dt title={label}>
        <Bidi className="clip">{label}</Bidi>
      </dt>
      <dd title={value}>
        <Bidi className="clip">{value}</Bidi>
        {preferred && <span className={styles.preferred}>{t('customer.contact.preferred')}</span>}
        {dial !== undefined && call !== null && (
          <IconButton
            size="small"
            className={styles.copy ?? ''}
            label={t('phone.callNumber', { number: value })}
            tooltip={false}
            onClick={() => call(value, dial)}
          >
            <Phone size={13} aria-hidden="true" />
          </IconButton>
        )}
        {copy && (
          <IconButton
            size="small"
            className={styles.copy ?? ''}
            label={t('customer.copy', { what: label })}
            tooltip={false}
            onClick={() => {
              // The clipboard belongs to the system; when it refuses, the text is still there to select.
              main
                .request('clipboard.write', { text: value })
                .catch(() => toast({ title: t('common.notCopied'), tone: 'danger' }));
            }}
          >
            <Copy size={13} aria-hidden="true" />
          </IconButton>
        )}
      </dd>
    </div>
  );
}
