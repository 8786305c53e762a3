// Changes when the mood of a conversation is shown differently above the composer: level, curve, strongest words.
import { ChevronUp, CircleSlash } from 'lucide-react';
import { useState } from 'react';
import type { MessageKey } from '../../../shared/i18n/index.ts';
import type { ConversationView } from '../../../shared/ipc/views.ts';
import { useT } from '../../state/intl.tsx';
import { faceOf } from '../../state/mood.ts';
import { Popover } from '../../ui/Popover.tsx';
import { SentimentFace } from '../../ui/SentimentFace.tsx';
import { MoodCurve } from './MoodCurve.tsx';
import { MoodPanel } from './MoodPanel.tsx';
import { strongest, type Reason } from './reasons.ts';
import styles from './sentiment.module.css';

/** One line above the composer; it opens the reasons. Nothing at all where the queue has no moods. */
export function SentimentStrip({ view }: { view: ConversationView }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const { sentiment } = view.row;
  const face = faceOf(sentiment);
  if (sentiment.mode === 'damaged')
    return (
      <p className={styles.strip} role="note">
        <CircleSlash size={16} aria-hidden="true" />
        <span className={styles.quiet}>{t('mood.damaged')}</span>
      </p>
    );
  if (face === null) return null;
  const word = t(face === 'unjudged' ? 'mood.unjudged' : `sentiment.${face}`);
  return (
    <Popover
      side="top"
      align="end"
      label={t('conversation.sentiment.title')}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={styles.strip} data-level={face}>
          <SentimentFace level={face} size={18} decorative />
          <span className="quiet-only">{t('conversation.sentiment.open', { level: word })}</span>
          <span className={styles.word} aria-hidden="true">
            {word}
          </span>
          {face !== 'unjudged' && <MoodCurve steps={sentiment.steps} width={72} height={22} />}
          {face === 'unjudged' ? (
            <span className={styles.quiet}>{t('mood.unjudgedWhy')}</span>
          ) : (
            <Words reasons={view.reasons} plain={plainWords(sentiment)} />
          )}
          <ChevronUp size={14} aria-hidden="true" className={styles.more} />
        </button>
      }
    >
      <MoodPanel conversationId={view.conversation.id} onLeave={() => setOpen(false)} />
    </Popover>
  );
}

/** @returns what stands there where no words do. */
const plainWords = ({ steps, set }: ConversationView['row']['sentiment']): MessageKey =>
  set?.newer === 0
    ? 'mood.setByYou'
    : steps.length === 0
      ? 'conversation.sentiment.silent'
      : 'conversation.sentiment.plain';

function Words({ reasons, plain }: { reasons: readonly Reason[]; plain: MessageKey }) {
  const t = useT();
  if (reasons.length === 0) return <span className={styles.quiet}>{t(plain)}</span>;
  return (
    <span className={styles.words}>
      {strongest(reasons, 5).map((reason) => (
        <bdi
          key={`${reason.messageId} ${reason.text}`}
          className={styles.reason}
          data-sign={reason.weight < 0 ? 'down' : 'up'}
        >
          {reason.text}
        </bdi>
      ))}
    </span>
  );
}
