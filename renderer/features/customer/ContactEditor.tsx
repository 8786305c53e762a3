// Changes when the form of one further address, number or handle asks for something else.
import { useMemo, useState } from 'react';
import { contactKinds, type Contact } from '../../../shared/domain/people.ts';
import { useFormDraft } from '../../state/form-draft.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { kindOf, problemWithContact, type ContactForm } from './edit.ts';
import styles from './contacts.module.css';

interface ContactEditorProps {
  draftKey: string;
  /** The one that is edited; null for a new one. */
  of: Contact | null;
  /** What the half-filled form says it is about, so that it opens at the same one again. */
  ofKey: string;
  all: readonly Contact[];
  onSave: (form: ContactForm) => void;
  onDone: () => void;
}

/** What is typed is kept with every key until it is saved or let go. */
export function ContactEditor({ draftKey, of, ofKey, all, onSave, onDone }: ContactEditorProps) {
  const t = useT();
  const initial = useMemo(
    () => ({ of: ofKey, kind: of?.kind ?? 'email', value: of?.value ?? '', label: of?.label ?? '' }),
    [of, ofKey],
  );
  const form = useFormDraft<ContactForm & Record<string, string>>(draftKey, initial);
  const [tried, setTried] = useState(false);
  const problem = problemWithContact(form.values, all, of);
  const done = (): void => {
    form.clear();
    onDone();
  };
  return (
    <form
      className={styles.form}
      aria-label={t(of === null ? 'customer.contact.add' : 'customer.contact.edit', {
        value: of?.value ?? '',
      })}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (problem !== null) return;
        onSave(form.values);
        form.clear();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        done();
      }}
    >
      <Select
        label={t('customer.contact.kind')}
        hideLabel
        value={kindOf(form.values)}
        onChange={(kind) => form.set('kind', kind)}
        options={contactKinds.map((value) => ({ value, label: t(`customer.contact.kind.${value}`) }))}
      />
      <TextField
        label={t('customer.contact.value')}
        value={form.values.value}
        maxLength={320}
        autoFocus
        error={tried && problem !== null ? t(`customer.problem.${problem}`) : undefined}
        onChange={(value) => form.set('value', value)}
      />
      <TextField
        label={t('customer.contact.label')}
        value={form.values.label}
        maxLength={60}
        onChange={(label) => form.set('label', label)}
      />
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" size="small">
          {t('common.save')}
        </Button>
        <Button variant="quiet" size="small" onClick={done}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
