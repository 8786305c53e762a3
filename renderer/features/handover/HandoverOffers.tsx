// Changes when an agent is asked differently to take a conversation or to advise.
import { memo, useEffect, useRef, useState } from 'react';
import type { HandoverView } from '../../../shared/ipc/views-handover.ts';
import { useDraft, useNow, useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ChannelIcon } from '../../ui/ChannelIcon.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useUi } from '../../ui/words.tsx';
import css from './handover.module.css';
import { useHandoverAnswers } from './useHandoverAnswers.ts';
import { useHandoverNews } from './useHandoverNews.ts';

/** The handovers that this agent is asked to take, the one with the least time first; and what became of those it sent. */
export function HandoverOffers() {
  const t = useT();
  useHandoverNews();
  const { rows } = useQuery('handover.offered', {});
  const said = useRef(new Set<string>());
  const [words, setWords] = useState('');
  useEffect(() => {
    for (const one of rows ?? []) {
      if (said.current.has(one.id)) continue;
      said.current.add(one.id);
      setWords(t(nameOf(one), { name: one.fromName, title: one.title }));
    }
  }, [rows, t]);
  return (
    <>
      {rows !== undefined && rows.length > 0 && (
        <div className={css.offers}>
          {rows.map((one) => (
            <Offer key={one.id} handover={one} />
          ))}
        </div>
      )}
      <span className="quiet-only" role="alert">
        {words}
      </span>
    </>
  );
}

const nameOf = ({ kind }: HandoverView): 'handover.incoming' | 'handover.incomingConsult' =>
  kind === 'consult' ? 'handover.incomingConsult' : 'handover.incoming';

const Offer = memo(function Offer({ handover }: { handover: HandoverView }) {
  const t = useT();
  const ui = useUi();
  const answers = useHandoverAnswers();
  // Half-typed reasons are kept, as any other words.
  const reason = useDraft(`decline:${handover.id}`);
  const [asked, setAsked] = useState(false);
  const why = asked || reason.text !== '' ? reason.text : null;
  const { id, fromName, title, subject, channel, comment, capsule, at, expiresAt } = handover;
  const now = useNow(1_000);
  const left = Math.max(0, expiresAt - now);
  const name = t(nameOf(handover), { name: fromName, title });
  const decline = (): void => {
    answers.decline(handover, reason.text);
    reason.clear();
  };
  const back = (): void => {
    reason.clear();
    setAsked(false);
  };
  const short = [...capsule.promised, ...capsule.open, ...capsule.asked].slice(0, 3);
  return (
    <div role="group" aria-label={name} data-rings={id} className={css.offer}>
      <div
        role="progressbar"
        aria-label={t('offer.time')}
        aria-valuemin={0}
        aria-valuemax={Math.round((expiresAt - at) / 1_000)}
        aria-valuenow={Math.ceil(left / 1_000)}
        aria-valuetext={t('offer.left', { seconds: Math.ceil(left / 1_000) })}
        className={css.bar}
        data-soon={left < 15_000}
      >
        <span style={{ transform: `scaleX(${String(Math.min(1, left / Math.max(1, expiresAt - at)))})` }} />
      </div>
      <div className={css.offerHead}>
        <ChannelIcon channel={channel} size={15} />
        <span className={css.offerName}>{name}</span>
        <span aria-hidden="true" className={css.quiet}>
          {ui.duration(left)}
        </span>
      </div>
      {subject !== '' && (
        <p className={css.subject} dir="auto">
          {subject}
        </p>
      )}
      {comment !== '' && (
        <p className={css.comment} dir="auto">
          {comment}
        </p>
      )}
      {short.length > 0 && (
        <ul className={css.short}>
          {short.map((line, number) => (
            <li key={number}>
              <Bidi>{line.text}</Bidi>
            </li>
          ))}
        </ul>
      )}
      {why !== null && (
        <TextField
          label={t('handover.why')}
          maxLength={500}
          value={why}
          onChange={(text) => reason.set(text, text.length)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) decline();
          }}
        />
      )}
      <div className={css.offerActions}>
        {why === null ? (
          <>
            <Button variant="primary" onClick={() => answers.accept(handover)}>
              {t('offer.accept')}
            </Button>
            <Button onClick={() => setAsked(true)}>{t('offer.decline')}</Button>
          </>
        ) : (
          <>
            <Button variant="primary" onClick={decline}>
              {t('handover.declineNow')}
            </Button>
            <Button onClick={back}>{t('common.back')}</Button>
          </>
        )}
      </div>
    </div>
  );
});
