// Changes when one call is shown, or can be answered, held, muted, passed on and ended, otherwise.
import {
  ArrowRightLeft,
  Grip,
  Mic,
  MicOff,
  Pause,
  Phone,
  PhoneForwarded,
  PhoneIncoming,
  PhoneOff,
  PhoneOutgoing,
  Play,
  Undo2,
  Users,
  X,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { CallQuality } from '../../../shared/phone/engine.ts';
import type { Call, PhoneState, Wish } from '../../../shared/phone/types.ts';
import { formatNumber } from '../../../shared/phone/number.ts';
import { useData, useNow } from '../../data/hooks.ts';
import { useDial } from '../../state/dialling.ts';
import { useT } from '../../state/intl.tsx';
import { liveOf, signOf } from '../../state/live-call.ts';
import { useShell, useShellState } from '../../state/shell.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { HeardIcon } from '../../ui/HeardIcon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Bidi } from '../../ui/Text.tsx';
import css from './call-bar.module.css';
import { nameOf, stateWords } from './call-words.ts';

interface CallLineProps {
  call: Call;
  phone: PhoneState;
  quality: CallQuality | undefined;
  beside?: ReactNode;
  onRead: () => void;
}

/** One call: who, how it stands, for how long, and what can be done. */
export function CallLine({ call, phone, quality, beside, onRead }: CallLineProps) {
  const t = useT();
  const { phone: client } = useData();
  const dial = useDial();
  const { id, phase, party, queue } = call;
  const incoming = phase === 'ringing' && call.direction === 'in';
  const talking = phase === 'talking';
  const wish = (wanted: Wish): void => client.ask(wanted);
  const live = liveOf(call, { phone, quality: quality === undefined ? {} : { [id]: quality } });
  const sign = signOf(live);
  const words = stateWords(call, live, t);
  const Icon = incoming ? PhoneIncoming : call.direction === 'out' ? PhoneOutgoing : Phone;
  return (
    <div
      role="group"
      aria-label={nameOf(call, t)}
      className={cx(css.line, incoming && css.ringing)}
      data-call={phase}
    >
      <Icon size={16} aria-hidden="true" />
      <span className={css.who}>
        <Bidi className="clip">{nameOf(call, t)}</Bidi>
        {party.name !== '' && party.number !== '' && (
          <span className={css.number} dir="ltr">
            {formatNumber(party.number)}
          </span>
        )}
        {queue !== null && queue !== '' && <span className={css.queue}>{t('phone.via', { queue })}</span>}
      </span>
      <span className={css.state} role="status" data-sign={sign} title={words}>
        {sign !== null && <HeardIcon sign={sign} />}
        {words}
      </span>
      {beside}
      {call.answeredAt !== null && call.endedAt === null && <Timer since={call.answeredAt} />}
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
      {phase !== 'ended' && !incoming && call.transfer === null && (
        <Between call={call} phone={phone} wish={wish} />
      )}
      {talking && <InCall call={call} wish={wish} />}
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
        <>
          {party.number !== '' && call.untold !== true && (
            <Button size="small" onClick={() => dial?.(party.number, party.name)}>
              {t('phone.callBack')}
            </Button>
          )}
          <IconButton label={t('common.dismiss')} onClick={onRead}>
            <X size={16} aria-hidden="true" />
          </IconButton>
        </>
      )}
    </div>
  );
}

function InCall({ call, wish }: { call: Call; wish: (wish: Wish) => void }) {
  const t = useT();
  const shell = useShell();
  const open = useShellState(({ callPanel }) => (callPanel?.callId === call.id ? callPanel.panel : null));
  const { id } = call;
  return (
    <>
      <IconButton
        label={t(call.muted ? 'phone.unmute' : 'phone.mute')}
        onClick={() => wish({ type: 'mute', id, on: !call.muted })}
      >
        {call.muted ? <MicOff size={16} aria-hidden="true" /> : <Mic size={16} aria-hidden="true" />}
      </IconButton>
      <IconButton
        label={t(call.held ? 'phone.resume' : 'phone.hold')}
        onClick={() => wish({ type: 'hold', id, on: !call.held })}
      >
        {call.held ? <Play size={16} aria-hidden="true" /> : <Pause size={16} aria-hidden="true" />}
      </IconButton>
      <IconButton
        label={t('phone.keypad')}
        pressed={open === 'keypad'}
        onClick={() => shell.toggleCallPanel(id, 'keypad')}
      >
        <Grip size={16} aria-hidden="true" />
      </IconButton>
      <IconButton
        label={t('phone.transfer')}
        pressed={open === 'transfer'}
        disabled={call.transfer !== null}
        onClick={() => shell.toggleCallPanel(id, 'transfer')}
      >
        <PhoneForwarded size={16} aria-hidden="true" />
      </IconButton>
    </>
  );
}

/** What can be done with two calls at once: go to the other, bring them together, or let them go on without us. */
function Between({ call, phone, wish }: { call: Call; phone: PhoneState; wish: (wish: Wish) => void }) {
  const t = useT();
  const others = phone.calls.filter(({ id, phase, transfer }) => {
    return id !== call.id && phase === 'talking' && transfer === null;
  });
  const together = phone.conference.includes(call.id);
  // On a line that waits stands what joins it to the one that is talked in.
  const talked = call.phase === 'talking' && call.held ? others.find(({ held }) => !held) : undefined;
  const waiting =
    call.held || together || call.direction === 'in' ? undefined : others.find(({ held }) => held);
  if (talked !== undefined) {
    const name = nameOf(talked, t);
    const joined = phone.conference.length > 1 ? phone.conference : [talked.id];
    return (
      <>
        <Button
          size="small"
          icon={<ArrowRightLeft size={14} aria-hidden="true" />}
          onClick={() => wish({ type: 'transferTo', id: call.id, consult: talked.id })}
        >
          {t('phone.connect', { name })}
        </Button>
        <Button
          size="small"
          icon={<Users size={14} aria-hidden="true" />}
          onClick={() => wish({ type: 'conference', ids: [...new Set([call.id, ...joined])] })}
        >
          {t('phone.conference')}
        </Button>
      </>
    );
  }
  if (waiting === undefined) return null;
  return (
    <Button
      size="small"
      icon={<Undo2 size={14} aria-hidden="true" className="mirror" />}
      onClick={() => {
        wish({ type: 'hangUp', id: call.id });
        wish({ type: 'hold', id: waiting.id, on: false });
      }}
    >
      {t('phone.backTo', { name: nameOf(waiting, t) })}
    </Button>
  );
}

/** How long it has been talked. */
function Timer({ since }: { since: number }) {
  // The phone says it by this machine's clock.
  const { clock } = useData();
  const seconds = Math.max(0, Math.floor((useNow(1000) - clock.atService(since)) / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return (
    <span className={css.timer} dir="ltr">
      {`${hours > 0 ? `${String(hours)}:` : ''}${two(minutes)}:${two(seconds % 60)}`}
    </span>
  );
}
