// Changes when the edits that the service lately did not take are listed differently: what kind, why, how it stands; no texts.
import type { Diagnostics } from '../../../shared/ipc/diagnostics.ts';
import type { MessageKey } from '../../../shared/i18n/index.ts';
import { useT } from '../../state/intl.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Ago } from '../../ui/Time.tsx';
import css from './connection.module.css';

const actions = [
  'case.create',
  'case.update',
  'case.tag',
  'customer.tag',
  'note.write',
  'message.send',
  'customer.create',
  'customer.update',
  'conversation.close',
  'conversation.end',
  'conversation.link',
  'offer.accept',
  'conversation.pick',
] as const;
const reasons = [
  'conflict',
  'taken',
  'state',
  'forbidden',
  'notFound',
  'invalid',
  'tooLarge',
  'version',
] as const;
const most = 5;

/** The newest few; whoever must do something about one finds it in the list of changes that need them. */
export function Refusals({ refusals }: { refusals: Diagnostics['refusals'] }) {
  const t = useT();
  return (
    <>
      <h4 className={css.plot}>{t('connection.refusals')}</h4>
      <ul className={css.refusals}>
        {refusals.slice(0, most).map(({ at, command, kind, settled }, place) => {
          const action = actions.find((known) => known === command) ?? 'other';
          const reason = reasons.find((known) => known === kind) ?? 'other';
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
