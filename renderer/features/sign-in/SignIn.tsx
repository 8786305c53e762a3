// Changes when signing in looks different, or another thing can go wrong with it.
import { useRef, useState, type FormEvent } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useData } from '../../data/hooks.ts';
import { useT, type Translate } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { TextField } from '../../ui/TextField.tsx';
import css from './sign-in.module.css';

export interface SignInProps {
  /** Filled in: the service used last, or the one main was told of. */
  service: string;
  handle: string;
  /** What went wrong when it was tried without the form. */
  failed?: ErrorData | null;
  /** Why one has to sign in again, where one was signed in. */
  reason?: string;
  /** Called when it worked. */
  onDone?: () => void;
}

/** Address, name, password. */
export function SignIn({
  service: knownService,
  handle: knownHandle,
  failed = null,
  reason,
  onDone,
}: SignInProps) {
  const t = useT();
  const { store } = useData();
  const [service, setService] = useState(knownService);
  const [handle, setHandle] = useState(knownHandle);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorData | null>(failed);
  const [missing, setMissing] = useState(false);
  const fields = {
    service: useRef<HTMLInputElement>(null),
    handle: useRef<HTMLInputElement>(null),
    password: useRef<HTMLInputElement>(null),
  };

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (busy) return;
    const filled = { service: service.trim(), handle: handle.trim(), password };
    const empty = (['service', 'handle', 'password'] as const).find((field) => filled[field] === '');
    setMissing(empty !== undefined);
    if (empty !== undefined) return fields[empty].current?.focus();
    setBusy(true);
    setError(null);
    store
      .request('account.signIn', { service: addressOf(service), handle: handle.trim(), password }, 60_000)
      .then(() => onDone?.())
      .catch((caught: unknown) => {
        const why = toErrorData(caught);
        setError(why);
        // What is to be typed anew: a password that was right is not typed over for a wrong address.
        const field = fields[isOfAddress(why) ? 'service' : 'password'].current;
        field?.focus();
        field?.select();
      })
      .finally(() => setBusy(false));
  };

  return (
    <form className={css.card} aria-label={t('signIn.title')} onSubmit={submit} noValidate>
      <span className={css.mark} aria-hidden="true">
        <Mark />
      </span>
      <h1 className={css.title}>{t('signIn.title')}</h1>
      {reason !== undefined && <p className={css.reason}>{reason}</p>}
      <TextField
        ref={fields.service}
        label={t('signIn.service')}
        hint={t('signIn.serviceHint')}
        value={service}
        onChange={setService}
        inputMode="url"
        dir="ltr"
        spellCheck={false}
        autoFocus={knownService === ''}
      />
      <TextField
        ref={fields.handle}
        label={t('signIn.handle')}
        value={handle}
        onChange={setHandle}
        autoComplete="username"
        dir="ltr"
        spellCheck={false}
        autoFocus={knownService !== '' && knownHandle === ''}
      />
      <TextField
        ref={fields.password}
        type="password"
        label={t('signIn.password')}
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        autoFocus={knownService !== '' && knownHandle !== ''}
      />
      {missing && (
        <p className={css.missing} role="status">
          {t('signIn.missing')}
        </p>
      )}
      {error !== null && <ErrorNote error={error} text={signInWords(t, error)} />}
      <Button type="submit" variant="primary" size="large" aria-disabled={busy} aria-busy={busy}>
        {t(busy ? 'signIn.busy' : 'signIn.submit')}
      </Button>
    </form>
  );
}

/** @returns the address with a scheme; people type "parley.example". */
function addressOf(text: string): string {
  const address = text.trim();
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(address)) return address;
  return /^(localhost|127\.|\[::1\])/.test(address) ? `http://${address}` : `https://${address}`;
}

/** Whether it is the address that has to be looked at. */
const isOfAddress = ({ kind, field }: ErrorData): boolean =>
  kind === 'unreachable' ||
  kind === 'timeout' ||
  kind === 'notFound' ||
  (kind === 'invalid' && field === 'service');

function signInWords(t: Translate, error: ErrorData): string | undefined {
  switch (error.kind) {
    case 'unauthenticated':
    case 'forbidden':
      return t('signIn.wrong');
    case 'unreachable':
    case 'timeout':
      return t('signIn.unreachable');
    case 'notFound':
      return t('signIn.notParley');
    case 'invalid':
      return error.field === 'service' ? t('signIn.unreachable') : undefined;
    default:
      return undefined;
  }
}

/** Two who talk: our mark. */
function Mark() {
  return (
    <svg width="34" height="34" viewBox="0 0 34 34" fill="none">
      <path
        d="M7 5h14a5 5 0 0 1 5 5v6a5 5 0 0 1-5 5h-6l-6 5v-5H7a5 5 0 0 1-5-5v-6a5 5 0 0 1 5-5Z"
        fill="var(--accent)"
      />
      <path
        d="M29.5 12.6A5 5 0 0 1 32 17v5a5 5 0 0 1-5 5v4l-5-4h-5.5"
        stroke="var(--accent)"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
