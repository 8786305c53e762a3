// Changes when presence is shown or set differently.
import type { PresenceStatus } from '../../shared/domain/presence.ts';
import { useT } from '../state/intl.tsx';
import { Button } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { cx } from '../ui/cx.ts';
import css from './status.module.css';
import { causeOf, usePresence, type PresenceChoice } from './usePresence.ts';

/** The agent's presence, and the way to change it. */
export function PresenceMenu() {
  const t = useT();
  const { presence, status, words, reason, choices, choose } = usePresence();
  const cause = presence === null ? null : causeOf(t, presence);
  const own = choices.filter((choice) => choice.own);
  const item = ({ id, label, status: base, checked }: PresenceChoice) => ({
    id,
    label,
    icon: <PresenceDot status={base} />,
    checked,
    onSelect: () => choose(id),
  });
  return (
    <>
      <Menu
        side="top"
        trigger={
          <button
            type="button"
            className={`${css.part ?? ''} ${css.button ?? ''}`}
            aria-label={t('presence.label', { status: words })}
            title={reason}
          >
            <PresenceDot status={status} />
            <bdi>{words}</bdi>
          </button>
        }
        items={[
          { heading: t('presence.menu') },
          ...choices.filter((choice) => !choice.own).map(item),
          ...(own.length === 0 ? [] : [{ heading: t('presence.own') }, ...own.map(item)]),
          ...(presence === null
            ? []
            : [
                {
                  heading: t('presence.load', { used: presence.used, capacity: presence.capacity }),
                },
              ]),
        ]}
      />
      {cause !== null && (
        <span role="status" className={cx(css.part, css.cause)} title={cause}>
          <span className="clip">{cause}</span>
          <Button size="small" className={css.back} onClick={() => choose('available')}>
            {t('presence.back')}
          </Button>
        </span>
      )}
    </>
  );
}

/** Each status has its own shape as well as its colour: full, ring, bar, half, empty. */
export function PresenceDot({ status }: { status: PresenceStatus }) {
  const colour = {
    available: 'var(--ok)',
    busy: 'var(--danger)',
    doNotDisturb: 'var(--danger)',
    away: 'var(--warn)',
    offline: 'var(--text-quiet)',
  }[status];
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" fill="none" aria-hidden="true">
      {status === 'offline' || status === 'busy' ? (
        <circle cx="5" cy="5" r="3.8" stroke={colour} strokeWidth="1.7" />
      ) : (
        <circle cx="5" cy="5" r="4.6" fill={colour} />
      )}
      {status === 'busy' && <circle cx="5" cy="5" r="1.8" fill={colour} />}
      {status === 'doNotDisturb' && <path d="M2.8 5h4.4" stroke="var(--surface)" strokeWidth="1.6" />}
      {status === 'away' && <path d="M5 2.6V5l1.6 1.1" stroke="var(--surface)" strokeWidth="1.3" />}
    </svg>
  );
}
