// Changes when tones are sent in a call otherwise.
import { useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import type { Call } from '../../../shared/phone/types.ts';
import { plainDigits } from '../../../shared/phone/number.ts';
import { useData } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useShell } from '../../state/shell.ts';
import field from './keypad.module.css';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;
/** As many at once as the phone takes. */
const most = 32;

/** Twelve keys and a line that shows what was sent. What is typed or pasted into the line is sent as well. */
export function Keypad({ call }: { call: Call }) {
  const t = useT();
  const { phone } = useData();
  const shell = useShell();
  const [sent, setSent] = useState('');
  const send = (text: string): void => {
    const tones = plainDigits(text)
      .toUpperCase()
      .replace(/[^0-9A-D*#]/g, '')
      .slice(0, most);
    if (tones === '') return;
    phone.ask({ type: 'dtmf', id: call.id, tones });
    setSent((before) => (before + tones).slice(-64));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      return shell.closeCallPanel();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
    event.preventDefault();
    send(event.key);
  };
  const onPaste = (event: ClipboardEvent): void => {
    event.preventDefault();
    send(event.clipboardData.getData('text'));
  };
  return (
    <div role="group" aria-label={t('phone.keypad')} className={field.keypad}>
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the keypad was asked for to type into
        autoFocus
        aria-label={t('phone.keypadTyped')}
        placeholder={t('phone.keypadTyped')}
        className={field.sent}
        dir="ltr"
        autoComplete="off"
        value={sent}
        onChange={() => {}}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <div className={field.keys} dir="ltr">
        {keys.map((key) => (
          <button key={key} type="button" className={field.key} onClick={() => send(key)}>
            {key}
          </button>
        ))}
      </div>
    </div>
  );
}
