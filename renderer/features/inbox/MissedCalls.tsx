// Changes when the calls that nobody took are shown, or can be called back, otherwise.
import { PhoneCall } from 'lucide-react';
import { memo, useCallback, useSyncExternalStore } from 'react';
import { farNumber } from '../../../shared/domain/call.ts';
import type { ConversationRow } from '../../../shared/ipc/views.ts';
import { useData, useQuery } from '../../data/hooks.ts';
import { callFacts } from '../../state/call-words.ts';
import { useDial, type Dial } from '../../state/dialling.ts';
import { useT } from '../../state/intl.tsx';
import { useRecordLink } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { CallIcon } from '../../ui/CallIcon.tsx';
import { cx } from '../../ui/cx.ts';
import { Ago } from '../../ui/Time.tsx';
import { useUi } from '../../ui/words.tsx';
import { CountedList } from './CountedList.tsx';
import css from './home.module.css';

/** Calls of the last two days that nobody took, each with a way to call back: the newest, and one that was called back goes. Nothing where there are none. */
export const MissedCalls = memo(function MissedCalls() {
  const t = useT();
  const { phone } = useData();
  const { rows } = useQuery('call.missed', {});
  const dial = useDial();
  const ready = useSyncExternalStore(
    phone.watch,
    useCallback(() => phone.get().phone?.line === 'ready', [phone]),
  );
  return (
    <CountedList title={t('call.missedTitle')} rows={rows ?? []}>
      {(row) => <MissedCall key={row.id} row={row} onCall={ready ? dial : null} />}
    </CountedList>
  );
});

function MissedCall({ row, onCall }: { row: ConversationRow; onCall: Dial | null }) {
  const t = useT();
  const ui = useUi();
  const link = useRecordLink();
  const { call } = row;
  if (call === undefined) return null;
  const number = farNumber(call);
  const facts = callFacts(call, t, ui.duration);
  return (
    <li className={css.item}>
      <button type="button" className={css.itemOpen} {...link('conversation', row.id, 'home')}>
        <span className={css.itemFace}>
          <CallIcon face="missed" size={16} />
        </span>
        <span className={css.itemText}>
          <span className={css.itemLine}>
            <span className={cx('clip', css.itemTitle)} dir="auto">
              {row.title}
            </span>
          </span>
          <span className={cx('clip', css.itemSub)}>
            {[...facts, row.queueName].map((fact, index) => (
              <span key={fact}>
                {index > 0 && ' · '}
                <bdi>{fact}</bdi>
              </span>
            ))}
          </span>
        </span>
        <span className={css.itemMeta}>
          <Ago at={row.createdAt} />
        </span>
      </button>
      {onCall !== null && number !== '' && (
        <Button
          size="small"
          className={css.pick}
          icon={<PhoneCall size={14} aria-hidden="true" />}
          aria-label={t('call.backNamed', { name: row.title })}
          onClick={() => onCall(number, row.title)}
        >
          {t('call.back')}
        </Button>
      )}
    </li>
  );
}
