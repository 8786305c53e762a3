// Changes when it is shown differently how far an agent's message has come.
import { Check, CheckCheck, Clock3, Eye } from 'lucide-react';
import type { Delivery as DeliveryState } from '../../../shared/domain/conversation.ts';
import { useT } from '../../state/intl.tsx';
import styles from './message.module.css';

const icons = { queued: Clock3, sent: Check, delivered: CheckCheck, read: Eye } as const;

/** An icon of its own shape per state, and its words: shown while a message is only saved here, else for screen readers. */
export function Delivery({ state }: { state: DeliveryState }) {
  const t = useT();
  const Icon = icons[state];
  const words = t(`conversation.delivery.${state}`);
  return (
    <span className={styles.delivery} data-state={state} title={words}>
      <Icon size={13} aria-hidden="true" />
      <span className={state === 'queued' ? undefined : 'quiet-only'}>{words}</span>
    </span>
  );
}
