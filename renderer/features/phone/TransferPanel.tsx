// Changes when a call is passed on differently: at once, after asking whoever takes it over, or to a queue.
import { X } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import type { Call } from '../../../shared/phone/types.ts';
import { useData, useNewId } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useShell } from '../../state/shell.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import css from './call-bar.module.css';
import { NumberField } from './NumberField.tsx';
import { useDialled, useQueueAt } from './useNumbers.ts';

/**
 * Whom it goes to, and the two ways there. Asking first puts this call on hold; its line then joins the two. In a queue
 * there is nobody to ask: a call goes there at once.
 */
export function TransferPanel({ call }: { call: Call }) {
  const t = useT();
  const { phone } = useData();
  const shell = useShell();
  const newId = useNewId();
  const [text, setText] = useState('');
  const to = useDialled(text);
  const queue = useQueueAt(to);
  const askFirst = (): void => {
    if (to === undefined) return;
    phone.ask({ type: 'dial', id: newId(), to });
    shell.closeCallPanel();
  };
  const passOn = (): void => {
    if (to === undefined) return;
    phone.ask({ type: 'transfer', id: call.id, to });
    shell.closeCallPanel();
  };
  // One step back, as everywhere: what is suggested has taken the first one.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) shell.closeCallPanel();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what is typed within comes by here
    <div role="group" aria-label={t('phone.transfer')} className={css.transfer} onKeyDown={onKeyDown}>
      <div className={css.transferTo}>
        <NumberField
          value={text}
          onChange={setText}
          onPick={setText}
          onEnter={queue === undefined ? askFirst : passOn}
          queues
          autoFocus
        />
      </div>
      {queue === undefined && (
        <Button size="small" variant="primary" disabled={to === undefined} onClick={askFirst}>
          {t('phone.transfer.ask')}
        </Button>
      )}
      <Button
        size="small"
        {...(queue === undefined ? {} : { variant: 'primary' as const })}
        disabled={to === undefined}
        onClick={passOn}
      >
        {t('phone.transfer.now')}
      </Button>
      {queue !== undefined && (
        <span role="status" className={css.toQueue}>
          {t('phone.transfer.queue', { queue: queue.name })}
        </span>
      )}
      <IconButton label={t('common.close')} onClick={shell.closeCallPanel}>
        <X size={16} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
