// Changes when it is shown differently that Parley is quiet now, and why.
import { BellOff } from 'lucide-react';
import { soundSchema } from '../../shared/ipc/main.ts';
import { useIntl, useT } from '../state/intl.tsx';
import { useSettings } from '../state/settings.ts';
import { useShell } from '../state/shell.ts';
import { Tooltip } from '../ui/Tooltip.tsx';
import css from './status.module.css';
import { useQuietReasons } from './useAlerting.ts';

/** In the status bar while a rule keeps something quiet that would be heard; leads to the rules. */
export function QuietNow() {
  const t = useT();
  const intl = useIntl();
  const shell = useShell();
  const { settings } = useSettings();
  const reasons = useQuietReasons();
  const quiet = soundSchema.options.filter((sound) => reasons[sound] !== undefined);
  const [first] = quiet;
  if (!settings.sounds || first === undefined) return null;
  const kinds = intl.formatList(
    quiet.map((sound) => t(`alerts.kind.${sound}`)),
    { type: 'conjunction' },
  );
  const reason = t(`alerts.why.${reasons[first]!}`);
  return (
    <Tooltip text={t('alerts.now', { kinds, reason })} side="top">
      <button
        type="button"
        className={`${css.part ?? ''} ${css.button ?? ''}`}
        aria-label={t('alerts.now', { kinds, reason })}
        onClick={() => shell.show({ kind: 'settings', page: 'alerts' })}
      >
        <BellOff size={13} aria-hidden="true" />
        <span className={css.reason}>{reason}</span>
      </button>
    </Tooltip>
  );
}
