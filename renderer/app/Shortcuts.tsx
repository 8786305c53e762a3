// Changes when the sheet of shortcuts looks different.
import { Search } from 'lucide-react';
import { useId, useState } from 'react';
import { plain } from '../../shared/cache/text.ts';
import { useT } from '../state/intl.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { TextField } from '../ui/TextField.tsx';
import { commandList, placeKeys, type CommandId } from './key-list.ts';
import css from './palette.module.css';
import { useKeysOf } from './useKeysOf.ts';

interface ShortcutsProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Every key, to look up. */
export function Shortcuts({ open, onOpenChange }: ShortcutsProps) {
  const t = useT();
  const keysOf = useKeysOf();
  const [text, setText] = useState('');
  const fixed = useId();
  const wanted = plain(text.trim());
  const found = (Object.keys(commandList) as CommandId[]).filter((id) => {
    if (keysOf(id) === '') return false;
    return plain(`${t(commandList[id].label)} ${keysOf(id)}`).includes(wanted);
  });
  const inPlace = placeKeys.filter(({ label, keys }) => plain(`${t(label)} ${keys}`).includes(wanted));
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('shortcuts.title')} width={480}>
      <div className={css.sheet}>
        <TextField
          label={t('shortcuts.filter')}
          placeholder={t('shortcuts.filter')}
          hideLabel
          icon={<Search size={14} aria-hidden="true" />}
          value={text}
          onChange={setText}
        />
        <dl className={css.keys}>
          {found.map((id) => (
            <KeyRow key={id} name={t(commandList[id].label)} keys={keysOf(id)} />
          ))}
        </dl>
        {inPlace.length > 0 && (
          <section aria-labelledby={fixed}>
            <h3 id={fixed} className={css.keysOf}>
              {t('shortcuts.inPlace')}
            </h3>
            <dl className={css.keys}>
              {inPlace.map(({ label, keys }) => (
                <KeyRow key={label} name={t(label)} keys={keys} />
              ))}
            </dl>
          </section>
        )}
        {found.length + inPlace.length === 0 && <p className={css.nothing}>{t('shortcuts.none')}</p>}
      </div>
    </Dialog>
  );
}

function KeyRow({ name, keys }: { name: string; keys: string }) {
  return (
    <div className={css.keyRow}>
      <dt>{name}</dt>
      <dd>
        <span className="quiet-only">{keys}</span>
        <Kbd keys={keys} />
      </dd>
    </div>
  );
}
