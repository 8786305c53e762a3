// Changes when calls are shown, or can be answered, held, muted and ended, otherwise. Only while there is something to say.
import { Mic, MicOff, Pause, Phone, PhoneIncoming, PhoneOff, Play, X } from 'lucide-react';
import { memo, useSyncExternalStore } from 'react';
import type { CallQuality } from '../../../shared/phone/engine.ts';
import type { Call, Wish } from '../../../shared/phone/types.ts';
import { useData, useNow } from '../../data/hooks.ts';
import { useT, type Translate } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Bidi } from '../../ui/Text.tsx';
import css from './call-bar.module.css';

/** The calls of this desk, a line each. */
export const CallBar = memo(function CallBar() {
  const t = useT();
  const { phone: client } = useData();
  const { phone, quality } = useSyncExternalStore(client.watch, client.get);
  if (phone === null) return null;
  const wish = (wanted: Wish): void => void client.wish(wanted).catch(() => {});
  const ended = phone.calls.findLast(({ end }) => end !== null && worthSaying(end) !== undefined);
  const shown = phone.calls.filter((call) => call.phase !== 'ended' || call === ended);
  const trouble = phone.line === 'away' || phone.line === 'refused';
  if (shown.length === 0 && !trouble) return null;
  return (
    <section aria-label={t('phone.bar')} className={css.bar}>
      {trouble && (
        <div className={css.line} role="status">
          <span className={css.trouble}>
            {t(phone.line === 'away' ? 'phone.line.away' : 'phone.line.refused')}
          </span>
        </div>
      )}
      {shown.map((call) => (
        <CallLine key={call.id} call={call} quality={quality[call.id]} wish={wish} />
      ))}
    </section>
  );
});

interface CallLineProps {
  call: Call;
  quality: CallQuality | undefined;
  wish: (wish: Wish) => void;
}

function CallLine({ call, quality, wish }: CallLineProps) {
  const t = useT();
  const { id, phase, party, queue } = call;
  const name = party.name || party.number || t('phone.unknown');
  const incoming = phase === 'ringing' && call.direction === 'in';
  const talking = phase === 'talking';
  return (
    <div className={cx(css.line, incoming && css.ringing)} data-call={phase}>
      {incoming ? <PhoneIncoming size={16} aria-hidden="true" /> : <Phone size={16} aria-hidden="true" />}
      <span className={css.who}>
        <Bidi>{name}</Bidi>
        {party.name !== '' && party.number !== '' && (
          <span className={css.number} dir="ltr">
            {party.number}
          </span>
        )}
        {queue !== null && <span className={css.number}>{t('phone.via', { queue })}</span>}
      </span>
      <span className={css.state} role="status">
        {stateWords(call, t)}
      </span>
      {call.answeredAt !== null && call.endedAt === null && <Timer since={call.answeredAt} />}
      {talking && quality !== undefined && (
        <span className={css.number} dir="ltr">
          {`MOS ${quality.mos.toFixed(1)}`}
        </span>
      )}
      {incoming && (
        <>
          <Button variant="primary" size="small" onClick={() => wish({ type: 'answer', id })}>
            {t('phone.answer')}
          </Button>
          <Button size="small" onClick={() => wish({ type: 'reject', id })}>
            {t('phone.reject')}
          </Button>
        </>
      )}
      {talking && (
        <>
          <IconButton
            label={t(call.muted ? 'phone.unmute' : 'phone.mute')}
            onClick={() => wish({ type: 'mute', id, on: !call.muted })}
          >
            {call.muted ? <MicOff size={16} /> : <Mic size={16} />}
          </IconButton>
          <IconButton
            label={t(call.held ? 'phone.resume' : 'phone.hold')}
            onClick={() => wish({ type: 'hold', id, on: !call.held })}
          >
            {call.held ? <Play size={16} /> : <Pause size={16} />}
          </IconButton>
        </>
      )}
      {phase !== 'ended' && !incoming && (
        <Button
          variant="danger"
          size="small"
          icon={<PhoneOff size={14} aria-hidden="true" />}
          onClick={() => wish({ type: 'hangUp', id })}
        >
          {t('phone.hangUp')}
        </Button>
      )}
      {phase === 'ended' && (
        <IconButton label={t('common.dismiss')} onClick={() => wish({ type: 'forget', id })}>
          <X size={16} />
        </IconButton>
      )}
    </div>
  );
}

/** What is true just now: whether the agent is heard. */
function stateWords(call: Call, t: Translate): string {
  switch (call.phase) {
    case 'dialling':
      return t('phone.is.dialling');
    case 'ringing':
      return t(call.direction === 'in' ? 'phone.is.ringing' : 'phone.is.ringsThere');
    case 'answering':
      return t('phone.is.answering');
    case 'ended': {
      const key = call.end === null ? undefined : worthSaying(call.end);
      return key === undefined ? '' : t(key);
    }
    case 'talking':
      if (call.transfer !== null) return t('phone.is.transferring');
      if (call.held || call.heldOnWire) return t('phone.is.held');
      if (call.media === 'lost') return t('phone.is.lost');
      if (call.media === 'none') return t('phone.is.answering');
      if (call.muted) return t('phone.is.muted');
      return t(call.heldByFar ? 'phone.is.heldByFar' : 'phone.is.heard');
  }
}

/** What did not come about is said; a call that was talked, or that we ended, needs no words. */
function worthSaying(end: NonNullable<Call['end']>) {
  if (end === 'completed' || end === 'transferred' || end === 'cancelled') return undefined;
  return `phone.end.${end}` as const;
}

/** How long it has been talked. */
function Timer({ since }: { since: number }) {
  const seconds = Math.max(0, Math.floor((useNow(1000) - since) / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  return (
    <span className={css.timer} dir="ltr">
      {`${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`}
    </span>
  );
}
