// Changes when the fields that quick replies, macros and scripts share look different.
import { Copy, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { locales } from '../../../shared/domain/people.ts';
import { localeNames } from '../../../shared/i18n/index.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { Keeping } from './useKeeping.ts';
import css from './tools.module.css';

/** What a form of tools keeps at least. */
export type ToolValues = Record<'title' | 'locale' | 'tags' | 'shared', string>;

interface ToolFrameProps {
  values: ToolValues;
  set: (field: keyof ToolValues, value: string) => void;
  keeping: Keeping;
  /** It is there already, so that it can be removed. */
  exists: boolean;
  complete: boolean;
  anyLanguage: boolean;
  tags: boolean;
  onSave: () => void;
  onCopy: () => void;
  children: ReactNode;
}

/** Title, language, tags and for whom; below them what is particular, and the buttons. */
export function ToolFrame(props: ToolFrameProps) {
  const { values, set, keeping, exists, complete, anyLanguage, tags, onSave, onCopy, children } = props;
  const t = useT();
  const { mayChange, mayShare, error, remove } = keeping;
  return (
    <form
      className={css.fields}
      onSubmit={(event) => {
        event.preventDefault();
        if (mayChange && complete) onSave();
      }}
    >
      {!mayChange && <p className={css.note}>{t('tools.readOnly')}</p>}
      <fieldset className={css.fields} disabled={!mayChange}>
        <TextField
          label={t('tools.name')}
          value={values.title}
          maxLength={300}
          required
          onChange={(value) => set('title', value)}
        />
        <div className={css.pair}>
          <Select
            label={t('tools.language')}
            value={values.locale}
            disabled={!mayChange}
            onChange={(value) => set('locale', value)}
            options={[
              ...(anyLanguage ? [{ value: 'any', label: t('tools.anyLanguage') }] : []),
              ...locales.map((value) => ({ value: value as string, label: localeNames[value] })),
            ]}
          />
          {tags && (
            <TextField label={t('tools.tags')} value={values.tags} onChange={(value) => set('tags', value)} />
          )}
        </div>
        {children}
        {mayShare && (
          <Switch
            label={t('tools.shared')}
            hint={t('tools.sharedHint')}
            checked={values.shared === 'yes'}
            onChange={(on) => set('shared', on ? 'yes' : '')}
          />
        )}
      </fieldset>
      {error !== null && <ErrorNote error={error} />}
      <div className={css.buttons}>
        {exists && (
          <Button icon={<Copy size={14} aria-hidden="true" />} onClick={onCopy}>
            {t('tools.copyMine')}
          </Button>
        )}
        {exists && mayChange && (
          <Button icon={<Trash2 size={14} aria-hidden="true" />} onClick={remove}>
            {t('tools.remove')}
          </Button>
        )}
        {mayChange && (
          <Button type="submit" variant="primary" disabled={!complete}>
            {t('common.save')}
          </Button>
        )}
      </div>
    </form>
  );
}
