// Changes when it is said differently that a text may be meant for somebody else.
import {
  CreditCard,
  Hash,
  MessageSquareWarning,
  UserRound,
  AtSign,
  Phone,
  type LucideIcon,
} from 'lucide-react';
import { useT, type Translate } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { Bidi } from '../../ui/Text.tsx';
import type { Warning } from './guard.ts';
import styles from './guard.module.css';

interface ComposerGuardProps {
  warnings: readonly Warning[];
  onSend: () => void;
  onBack: () => void;
}

const icons: Record<Warning['kind'], LucideIcon> = {
  name: UserRound,
  case: Hash,
  email: AtSign,
  phone: Phone,
  card: CreditCard,
  wrote: MessageSquareWarning,
};
const longest = 240;

/** What to look at before the text is sent. The keyboard stays in the text: Enter sends, Esc goes back. */
export function ComposerGuard({ warnings, onSend, onBack }: ComposerGuardProps) {
  const t = useT();
  return (
    <div className={styles.guard} role="alert">
      <strong className={styles.title}>{t('composer.guard.title')}</strong>
      <ul className={styles.list}>
        {warnings.map((warning) => {
          const Icon = icons[warning.kind];
          return (
            <li key={keyOf(warning)} className={styles.line} data-kind={warning.kind}>
              <Icon size={14} aria-hidden="true" className={styles.icon} />
              <span>
                {wordsOf(warning, t)}
                {warning.kind === 'wrote' && (
                  <q className={styles.quote} dir="auto">
                    {warning.text.slice(0, longest)}
                  </q>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      <div className={styles.buttons}>
        <span className={styles.keys}>{t('composer.guard.keys')}</span>
        <Button size="small" onClick={onBack}>
          {t('composer.guard.back')}
        </Button>
        <Button size="small" variant="primary" onClick={onSend}>
          {t('composer.guard.send')}
        </Button>
      </div>
    </div>
  );
}

const keyOf = (warning: Warning): string =>
  `${warning.kind} ${'found' in warning ? warning.found : warning.text}`;

function wordsOf(warning: Warning, t: Translate) {
  if (warning.kind === 'wrote') return t('composer.guard.wrote');
  const words = ((): string => {
    switch (warning.kind) {
      case 'card':
        return t('composer.guard.card');
      case 'case':
        return warning.name === null
          ? t('composer.guard.caseUnknown')
          : t('composer.guard.case', { name: warning.name });
      default:
        return t(`composer.guard.${warning.kind}`, { name: warning.name });
    }
  })();
  return (
    <>
      <Bidi className={styles.found}>{warning.found}</Bidi> {words}
    </>
  );
}
