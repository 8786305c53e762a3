// Changes when an agent is told differently how long a wrap-up takes up capacity.
import type { Conversation } from '../../../shared/domain/conversation.ts';
import { wrapUpFreesAt } from '../../../shared/domain/queue.ts';
import { useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Countdown } from '../../ui/Time.tsx';
import styles from './wrapup.module.css';

/** Until when nothing else can be offered in its place, by the rule of its queue (ROUTE-2). */
export function WrapUpBlock({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const { rows } = useQuery('queue.list', {});
  const queue = rows?.find(({ id }) => id === conversation.queueId);
  // Not ended yet: nothing counts down.
  if (queue === undefined || conversation.state !== 'wrapUp' || conversation.wrapUpAt === null) return null;
  const freeAt = wrapUpFreesAt(queue.wrapUpBlock, conversation.wrapUpAt);
  if (conversation.freedAt !== undefined || queue.wrapUpBlock === 'never')
    return <span className={styles.quiet}>{t('wrapUp.free')}</span>;
  if (freeAt === null) return <span className={styles.quiet}>{t('wrapUp.blocksTillClosed')}</span>;
  return (
    <span className={styles.quiet}>
      {t('wrapUp.blocks')} <Countdown bare soonMs={0} to={freeAt} />
    </span>
  );
}
