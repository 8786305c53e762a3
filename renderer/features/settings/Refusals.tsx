// Changes when the edits that the service lately did not take are listed differently: what kind, why, how it stands; no texts.
import type { Diagnostics } from '../../../shared/ipc/diagnostics.ts';
import type { MessageKey } from '../../../shared/i18n/index.ts';
import { actionOf, explanationOf } from '../../state/refusal-words.ts';
import { useT } from '../../state/intl.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Ago } from '../../ui/Time.tsx';
import css from './connection.module.css';

const most = 5;

/** The newest few; whoever must do something about one finds it in the list of changes that need them. */
export function Refusals({ refusals }: { refusals: Diagnostics['refusals'] }) {
  const t = useT();
  return (
    <>
      <h4 className={css.plot}>{t('connection.refusals')}</h4>
      <ul className={css.refusals}>
        {refusals.slice(0, most).map(({ at, command, kind, settled }, place) => {
          const action = actionOf({ type: command, kept: false });
          const reason = explanationOf(kind);
          return (
            <li key={`${String(at)} ${String(place)}`} className={css.refusal}>
              <span className={css.what}>
                {t(`attention.action.${action}` satisfies MessageKey)}
                <span className={css.why}>{t(`attention.why.${reason}` satisfies MessageKey)}</span>
              </span>
              {at !== null && <Ago at={at} />}
              {settled ? (
                <span className={css.name}>{t('connection.settled')}</span>
              ) : (
                <Badge tone="warn">{t('connection.open')}</Badge>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
