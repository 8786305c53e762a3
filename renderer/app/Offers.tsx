// Changes when an offer is shown or answered differently.
import { memo, useEffect, useRef, useState } from 'react';
import type { OfferView } from '../../shared/ipc/views.ts';
import { useNow, useQuery } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { ChannelIcon } from '../ui/ChannelIcon.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { useUi } from '../ui/words.tsx';
import css from './sessions.module.css';
import { useRingingCalls } from './useCalls.ts';
import type { Work } from './useWork.ts';
import { useKeysOf } from './useKeysOf.ts';

/** What rings for this agent, the one with the least time first. Read out once each. */
export function Offers({ work }: { work: Work }) {
  const t = useT();
  const { rows } = useQuery('offer.ringing', {});
  const ringing = useRingingCalls();
  // What rings at the telephone here is one thing with its offer: it is answered there, or by the keys of offers.
  const offers = (rows ?? [])
    .filter(({ conversationId }) => ringing.every((call) => call.conversationId !== conversationId))
    .toSorted((a, b) => a.expiresAt - b.expiresAt);
  const said = useRef(new Set<string>());
  const [words, setWords] = useState('');
  useEffect(() => {
    for (const offer of rows ?? []) {
      if (said.current.has(offer.id)) continue;
      said.current.add(offer.id);
      setWords(t('offer.from', { channel: t(`channel.${offer.channel}`), name: offer.customerName }));
    }
  }, [rows, t]);
  return (
    <>
      {offers.length > 0 && (
        <div className={css.offers}>
          {offers.map((offer) => (
            <OfferCard key={offer.id} offer={offer} work={work} />
          ))}
        </div>
      )}
      <span className="quiet-only" role="alert">
        {words}
      </span>
    </>
  );
}

const OfferCard = memo(function OfferCard({ offer, work }: { offer: OfferView; work: Work }) {
  const t = useT();
  const keysOf = useKeysOf();
  const ui = useUi();
  const { channel, customerName, subject, queueName, queuedAt } = offer;
  const name = t('offer.from', { channel: t(`channel.${channel}`), name: customerName });
  return (
    <div role="group" aria-label={name} data-rings={offer.id} className={css.offer}>
      <TimeLeft offer={offer} />
      <div className={css.offerHead}>
        <ChannelIcon channel={channel} size={15} />
        <span className={cx('clip', css.offerName)} dir="auto">
          {customerName}
        </span>
        <SecondsLeft offer={offer} />
      </div>
      <p className={css.offerSubject} dir="auto">
        {subject}
      </p>
      <p className={css.offerMeta} title={ui.exact(queuedAt)}>
        <bdi className="clip">{queueName}</bdi>
        <span>
          {' · '}
          <Waited since={queuedAt} />
        </span>
      </p>
      <div className={css.offerActions}>
        <Tooltip text={t('command.acceptOffer')} keys={keysOf('acceptOffer')}>
          <Button variant="primary" onClick={() => work.accept(offer)}>
            {t('offer.accept')}
          </Button>
        </Tooltip>
        <Tooltip text={t('command.declineOffer')} keys={keysOf('declineOffer')}>
          <Button onClick={() => work.decline(offer)}>{t('offer.decline')}</Button>
        </Tooltip>
      </div>
    </div>
  );
});

function TimeLeft({ offer: { offeredAt, expiresAt } }: { offer: OfferView }) {
  const t = useT();
  const now = useNow(1_000);
  const left = Math.max(0, expiresAt - now);
  const share = Math.min(1, left / Math.max(1, expiresAt - offeredAt));
  const seconds = Math.ceil(left / 1_000);
  return (
    <div
      role="progressbar"
      aria-label={t('offer.time')}
      aria-valuemin={0}
      aria-valuemax={Math.round((expiresAt - offeredAt) / 1_000)}
      aria-valuenow={seconds}
      aria-valuetext={t('offer.left', { seconds })}
      className={css.bar}
      data-soon={left < 15_000}
    >
      <span style={{ transform: `scaleX(${String(share)})` }} />
    </div>
  );
}

function SecondsLeft({ offer: { expiresAt } }: { offer: OfferView }) {
  const ui = useUi();
  return (
    <span className={css.offerLeft} aria-hidden="true">
      {ui.duration(Math.max(0, expiresAt - useNow(1_000)))}
    </span>
  );
}

function Waited({ since }: { since: number }) {
  const t = useT();
  const ui = useUi();
  return t('offer.waited', { time: ui.duration(Math.max(0, useNow(1_000) - since)) });
}
