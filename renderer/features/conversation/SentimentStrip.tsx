// Changes when the mood of a conversation is shown differently: level, curve, the words behind it.
import { ChevronUp } from 'lucide-react';
import type { ConversationView } from '../../../shared/ipc/views.ts';
import { sentimentWindow } from '../../../shared/sentiment/types.ts';
import { useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { SentimentFace } from '../../ui/SentimentFace.tsx';
import { curveOf } from './curve.ts';
import { byMessage, markReasons, strongest, type Reason } from './reasons.ts';
import { firstLimit } from './limits.ts';
import styles from './sentiment.module.css';

const width = 72;
const height = 22;

/** One line above the composer; it opens the reasons. */
export function SentimentStrip({ view }: { view: ConversationView }) {
  const t = useT();
  const { sentiment } = view.row;
  const word = t(`sentiment.${sentiment.level}`);
  return (
    <Popover
      side="top"
      align="start"
      label={t('conversation.sentiment.title')}
      trigger={
        <button type="button" className={styles.strip} data-level={sentiment.level}>
          <SentimentFace level={sentiment.level} size={18} decorative />
          <span className="quiet-only">{t('conversation.sentiment.open', { level: word })}</span>
          <span className={styles.word} aria-hidden="true">
            {word}
          </span>
          <Curve steps={sentiment.steps} />
          <Words reasons={view.reasons} empty={sentiment.steps.length === 0} />
          <ChevronUp size={14} aria-hidden="true" className={styles.more} />
        </button>
      }
    >
      <Reasons view={view} />
    </Popover>
  );
}

function Curve({ steps }: { steps: readonly number[] }) {
  const { points, path } = curveOf(steps, sentimentWindow, width, height, 3);
  const last = points.at(-1);
  return (
    <svg
      className={styles.curve}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
    >
      <line x1={0} x2={width} y1={height / 2} y2={height / 2} className={styles.zero} />
      {path !== '' && <path d={path} className={styles.path} />}
      {last !== undefined && <circle cx={last.x} cy={last.y} r={2.5} className={styles.dot} />}
    </svg>
  );
}

function Words({ reasons, empty }: { reasons: readonly Reason[]; empty: boolean }) {
  const t = useT();
  if (reasons.length === 0)
    return (
      <span className={styles.quiet}>
        {t(empty ? 'conversation.sentiment.silent' : 'conversation.sentiment.plain')}
      </span>
    );
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

/** The reasons in their messages, and what this must not be used for. */
function Reasons({ view }: { view: ConversationView }) {
  const t = useT();
  const { rows } = useQuery('conversation.messages', { id: view.conversation.id, limit: firstLimit });
  const texts = new Map(rows?.messages.map(({ id, text }) => [id, text]));
  return (
    <div className={styles.reasons}>
      <h3 className={styles.title}>{t('conversation.sentiment.title')}</h3>
      <p className={styles.quiet}>{t('conversation.sentiment.window', { count: sentimentWindow })}</p>
      {view.reasons.length === 0 && <p className={styles.quiet}>{t('conversation.sentiment.noReasons')}</p>}
      <ul className={styles.messages}>
        {byMessage(view.reasons).map(({ messageId, reasons }) => (
          <li key={messageId} dir="auto">
            {markReasons(texts.get(messageId) ?? reasons.map(({ text }) => text).join(' · '), reasons).map(
              (part, index) =>
                part.weight === null ? (
                  part.text
                ) : (
                  // Parts have no other identity than their place.
                  // oxlint-disable-next-line react/no-array-index-key
                  <mark
                    key={index}
                    className={styles.reason}
                    data-sign={part.weight < 0 ? 'down' : 'up'}
                    title={t(part.weight < 0 ? 'conversation.sentiment.down' : 'conversation.sentiment.up')}
                  >
                    {part.text}
                  </mark>
                ),
            )}
          </li>
        ))}
      </ul>
      <p className={styles.notice}>{t('conversation.sentiment.notice')}</p>
    </div>
  );
}
