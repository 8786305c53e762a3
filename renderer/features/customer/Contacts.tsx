// Changes when the further addresses, numbers and handles of a customer are listed differently.
import { AtSign, Mail, Pencil, Phone, Plus, Star, X, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { mostContacts, type Contact, type ContactKind } from '../../../shared/domain/people.ts';
import type { CustomerRow } from '../../../shared/ipc/views.ts';
import { useDraft } from '../../data/hooks.ts';
import { useDial } from '../../state/dialling.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { ContactEditor } from './ContactEditor.tsx';
import { withContact, withPreferred } from './edit.ts';
import { useCustomerEdit } from './useCustomerEdit.ts';
import styles from './contacts.module.css';

export const contactIcons: Record<ContactKind, LucideIcon> = { email: Mail, phone: Phone, social: AtSign };
const none: readonly Contact[] = [];
const keyOf = ({ kind, value }: Contact): string => `${kind} ${value}`;

/** Further ways to reach a customer: added, changed, preferred and removed, each with a way back. */
export function Contacts({ customer }: { customer: CustomerRow }) {
  const t = useT();
  const contacts = customer.contacts ?? none;
  const { save, error } = useCustomerEdit(customer);
  const draftKey = `form:contact:${customer.id}`;
  const draft = useDraft(draftKey);
  /** The one that is edited by its key, '' for a new one; a form that was left half filled is open again. */
  const [asked, setAsked] = useState<string | null>(null);
  const open = asked ?? (draft.text === '' ? null : ofDraft(draft.text));
  const put = (next: Contact[], said: string): void =>
    save({ contacts: next }, { contacts: [...contacts] }, said);
  const editor = (of: Contact | null) => (
    <ContactEditor
      draftKey={draftKey}
      of={of}
      ofKey={of === null ? '' : keyOf(of)}
      all={contacts}
      onSave={(form) => {
        put(withContact(contacts, of, form), t('customer.contact.saved', { value: form.value.trim() }));
        setAsked(null);
      }}
      onDone={() => setAsked(null)}
    />
  );
  const isOpen = (one: Contact): boolean => open === keyOf(one);
  const adding = open !== null && !contacts.some(isOpen);
  return (
    <section className={styles.contacts} aria-label={t('customer.contact.title')}>
      <h3 className={styles.heading}>{t('customer.contact.title')}</h3>
      {contacts.length === 0 && !adding && <p className={styles.quiet}>{t('customer.contact.empty')}</p>}
      <ul>
        {contacts.map((one) => (
          <li key={keyOf(one)}>
            {isOpen(one) ? (
              editor(one)
            ) : (
              <ContactLine
                contact={one}
                whose={customer.name}
                onPrefer={() =>
                  put(withPreferred(contacts, one), t('customer.contact.saved', { value: one.value }))
                }
                onEdit={() => {
                  draft.clear();
                  setAsked(keyOf(one));
                }}
                onRemove={() =>
                  put(
                    contacts.filter((other) => other !== one),
                    t('customer.contact.removed', { value: one.value }),
                  )
                }
              />
            )}
          </li>
        ))}
      </ul>
      {adding && editor(null)}
      {error !== null && <ErrorNote error={error} />}
      {!adding &&
        (contacts.length >= mostContacts ? (
          <p className={styles.quiet}>{t('customer.contact.full', { count: mostContacts })}</p>
        ) : (
          <Button
            size="small"
            variant="quiet"
            className={styles.add}
            icon={<Plus size={14} aria-hidden="true" />}
            onClick={() => {
              draft.clear();
              setAsked('');
            }}
          >
            {t('customer.contact.add')}
          </Button>
        ))}
    </section>
  );
}

/** @returns the key of the contact that a half-filled form is about. */
function ofDraft(text: string): string {
  try {
    const { of } = JSON.parse(text) as { of?: unknown };
    return typeof of === 'string' ? of : '';
  } catch {
    return '';
  }
}

interface ContactLineProps {
  contact: Contact;
  whose: string;
  onPrefer: () => void;
  onEdit: () => void;
  onRemove: () => void;
}

function ContactLine({ contact, whose, onPrefer, onEdit, onRemove }: ContactLineProps) {
  const t = useT();
  const dial = useDial();
  const { kind, value, label } = contact;
  const preferred = contact.preferred === true;
  const Icon = contactIcons[kind];
  return (
    <div className={styles.line}>
      <Icon size={14} aria-hidden="true" className={styles.icon} />
      <span className="quiet-only">{t(`customer.contact.kind.${kind}`)}</span>
      <span className={styles.words} title={label === '' ? value : `${value} · ${label}`}>
        <Bidi className="clip">{value}</Bidi>
        {label !== '' && (
          <span className={styles.quiet}>
            <Bidi className="clip">{label}</Bidi>
          </span>
        )}
      </span>
      {kind === 'phone' && dial !== null && (
        <IconButton
          size="small"
          className={styles.tool ?? ''}
          label={t('phone.callNumber', { number: value })}
          tooltip={false}
          onClick={() => dial(value, whose)}
        >
          <Phone size={13} aria-hidden="true" />
        </IconButton>
      )}
      <IconButton
        size="small"
        className={styles.star ?? ''}
        label={t('customer.contact.prefer', { value })}
        tooltip={false}
        pressed={preferred}
        onClick={onPrefer}
      >
        <Star size={13} aria-hidden="true" fill={preferred ? 'currentColor' : 'none'} />
      </IconButton>
      <IconButton
        size="small"
        className={styles.tool ?? ''}
        label={t('customer.contact.edit', { value })}
        tooltip={false}
        onClick={onEdit}
      >
        <Pencil size={13} aria-hidden="true" />
      </IconButton>
      <IconButton
        size="small"
        className={styles.tool ?? ''}
        label={t('customer.contact.remove', { value })}
        tooltip={false}
        onClick={onRemove}
      >
        <X size={13} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
