// Changes when one work item of Home shows or offers something else.
import { memo } from 'react';
import type { ConversationRow } from '../../../shared/ipc/views.ts';
import { useNow } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { faceOfRow } from '../../state/mood.ts';
import { useRecordLink } from '../../state/workspace.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ChannelIcon } from '../../ui/ChannelIcon.tsx';
import { cx } from '../../ui/cx.ts';
import { SentimentFace } from '../../ui/SentimentFace.tsx';
import { Ago } from '../../ui/Time.tsx';
import { useUi } from '../../ui/words.tsx';
import css from './home.module.css';

interface WorkItemProps {
  row: ConversationRow;
  board: 'mine' | 'open' | 'closed';
  /** Only of those that wait in a queue. */
  onPick: ((conversationId: string) => void) | undefined;
}

/** One conversation: who, about what, since when. */
export const WorkItem = memo(function WorkItem({ row, board, onPick }: WorkItemProps) {
  const t = useT();
  const link = useRecordLink();
  const title = row.title || t('common.visitor');
  const face = faceOfRow(row);
  return (
    <li className={css.item}>
      <button type="button" className={css.itemOpen} {...link('conversation', row.id, 'home')}>
        <span className={css.itemFace}>{face !== null && <SentimentFace level={face} size={18} />}</span>
        <span className={css.itemText}>
          <span className={css.itemLine}>
            <span className={cx('clip', css.itemTitle)} dir="auto">
              {title}
            </span>
            {row.state === 'wrapUp' && <Badge tone="warn">{t('state.wrapUp')}</Badge>}
          </span>
          <span className={cx('clip', css.itemSub)} dir="auto">
            {board === 'mine' ? row.lastText || row.subject : row.subject}
          </span>
        </span>
        <span className={css.itemMeta}>
          <span className={css.itemLine}>
            <ChannelIcon channel={row.channel} size={13} />
            <bdi>{row.queueName}</bdi>
          </span>
          <span>
            <When row={row} board={board} />
          </span>
        </span>
      </button>
      {onPick !== undefined && (
        <Button
          size="small"
          className={css.pick}
          aria-label={t('home.pickNamed', { title })}
          onClick={() => onPick(row.id)}
        >
          {t('home.pick')}
        </Button>
      )}
    </li>
  );
});

function When({ row, board }: Pick<WorkItemProps, 'row' | 'board'>) {
  if (board === 'closed') return <Ago at={row.closedAt ?? row.lastMessageAt} />;
  if (row.waitingSince === null) return <Ago at={row.lastMessageAt} />;
  return <Waiting since={row.waitingSince} />;
}

function Waiting({ since }: { since: number }) {
  const t = useT();
  const ui = useUi();
  const ms = Math.max(0, useNow(1_000) - since);
  return (
    <span className={css.waiting} data-late={ms > 300_000}>
      {t('time.waitingFor', { time: ui.duration(ms) })}
    </span>
  );
}
