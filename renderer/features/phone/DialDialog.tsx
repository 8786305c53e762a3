// Changes when a call is begun differently: the box to dial in, and the question before a number that was pressed.
import { Phone, PhoneIncoming, PhoneMissed, PhoneOutgoing } from 'lucide-react';
import { useEffect } from 'react';
import { extensionSchema } from '../../../shared/domain/telephone.ts';
import { formatNumber } from '../../../shared/phone/number.ts';
import { useData, useDraft, useNewId } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { Ago } from '../../ui/Time.tsx';
import { nameOf, worthSaying } from './call-words.ts';
import css from './dial.module.css';
import { NumberField } from './NumberField.tsx';
import { callInHand, usePhone } from './usePhone.ts';
import { dialledBy, useDialled, useLastCalls, type LastCall } from './useNumbers.ts';

interface DialDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The number that was pressed; undefined where the agent types one. */
  to?: string | undefined;
  name?: string | undefined;
  /** Keys for later, from a link. */
  extension?: string | undefined;
  /** Another program asks. */
  link?: boolean | undefined;
}

/** Whom to call. A number that was pressed, or that a link brought, is shown and asked about: nothing dials by itself. */
export function DialDialog(props: DialDialogProps) {
  const t = useT();
  const { open, onOpenChange, to, link = false } = props;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t(to === undefined ? 'phone.dial.title' : 'phone.dial.askTitle')}
      {...(link ? { description: t('phone.dial.link') } : {})}
      width={460}
    >
      {open && <Body {...props} />}
    </Dialog>
  );
}

function Body({ onOpenChange, to, name = '', extension = '' }: DialDialogProps) {
  const t = useT();
  const { phone: client } = useData();
  const { phone } = usePhone();
  const newId = useNewId();
  const draft = useDraft('form:dial');
  const last = useLastCalls();
  const text = to ?? draft.text;
  const dialled = useDialled(text);
  const busy = phone === null ? undefined : callInHand(phone);
  const call = (number: string | undefined): void => {
    if (number === undefined || phone === null) return;
    client.ask({ type: 'dial', id: newId(), to: number });
    draft.clear();
    onOpenChange(false);
  };
  useEffect(() => {
    // What was dialled by a press is no draft.
    if (to !== undefined) draft.clear();
    // oxlint-disable-next-line react/exhaustive-deps -- once, when it opens
  }, []);
  return (
    <div className={css.dial}>
      {to === undefined ? (
        <div className={css.typed}>
          <NumberField
            value={draft.text}
            onChange={(next) => draft.set(next, next.length)}
            onPick={(number) => draft.set(number, number.length)}
            onEnter={() => {
              // As on every telephone: Enter on nothing brings back whom was called last, and Enter again calls.
              const again = text.trim() === '' ? last[0]?.number : undefined;
              if (again === undefined) call(dialled);
              else draft.set(again, again.length);
            }}
            autoFocus
          />
        </div>
      ) : (
        <div className={css.asked}>
          {name !== '' && <Bidi className={css.name}>{name}</Bidi>}
          <span className={css.number} dir="ltr">
            {formatNumber(to)}
          </span>
          {extension !== '' && <span className={css.hint}>{t('phone.dial.extension', { extension })}</span>}
        </div>
      )}
      {to === undefined && dialled !== undefined && (
        <p className={css.hint}>
          {t('phone.dial.will')} <bdi dir="ltr">{formatNumber(dialled)}</bdi>
        </p>
      )}
      {busy !== undefined && <p className={css.hint}>{t('phone.dial.holds', { name: nameOf(busy, t) })}</p>}
      {phone === null ? (
        <p className={css.hint} role="status">
          {t('phone.trouble.noPhone')}
        </p>
      ) : (
        phone.line !== 'ready' && (
          <p className={css.hint} role="status">
            {t('phone.trouble.line')}
          </p>
        )
      )}
      <div className={css.buttons}>
        <Button onClick={() => onOpenChange(false)}>{t('common.cancel')}</Button>
        <Button
          variant="primary"
          icon={<Phone size={14} aria-hidden="true" />}
          disabled={dialled === undefined || phone?.line !== 'ready'}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the question is only whether
          autoFocus={to !== undefined}
          onClick={() => call(dialled)}
        >
          {t('phone.dial.call')}
        </Button>
      </div>
      {to === undefined && last.length > 0 && (
        <section aria-label={t('phone.last')}>
          <h3 className={css.heading}>{t('phone.last')}</h3>
          <ul className={css.last}>
            {last.map((one) => (
              <LastCallRow key={one.id} call={one} onPick={() => call(again(one.number))} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** @returns a number that was called, or called here, as it is dialled; colleagues may have names for numbers. */
function again(number: string): string | undefined {
  return dialledBy(number) ?? (extensionSchema.safeParse(number).success ? number : undefined);
}

function LastCallRow({ call, onPick }: { call: LastCall; onPick: () => void }) {
  const t = useT();
  const missed = call.end === 'missed' || call.end === 'abandoned';
  const Icon = missed ? PhoneMissed : call.direction === 'in' ? PhoneIncoming : PhoneOutgoing;
  const key = call.end === null ? undefined : worthSaying(call.end);
  const way = t(call.direction === 'in' ? 'phone.was.in' : 'phone.was.out');
  return (
    <li>
      <button type="button" className={css.one} onClick={onPick}>
        <Icon size={14} aria-hidden="true" />
        <Bidi className="clip">{call.name || formatNumber(call.number)}</Bidi>
        <span className={css.of} dir="ltr">
          {call.name === '' ? '' : formatNumber(call.number)}
        </span>
        <span className={css.how}>{key === undefined ? way : t(key)}</span>
        <span className={css.quiet}>
          <Ago at={call.at} />
        </span>
      </button>
    </li>
  );
}
