// Changes when presence is shown or set differently.
import { toErrorData } from '../../shared/errors.ts';
import { presenceStatusSchema, type Presence, type PresenceStatus } from '../../shared/domain/presence.ts';
import { useRun } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { Menu } from '../ui/Menu.tsx';
import { useToast } from '../ui/Toast.tsx';
import css from './status.module.css';
import { errorWords } from './UiProvider.tsx';

/** The order in which people think of them. */
export const presenceStatuses: readonly PresenceStatus[] = presenceStatusSchema.options;

/** The agent's presence, and the way to change it. */
export function PresenceMenu({ presence }: { presence: Presence | null }) {
  const t = useT();
  const run = useRun();
  const toast = useToast();
  const status = presence?.status ?? 'offline';
  const set = (next: PresenceStatus): void => {
    run('presence.set', { status: next }).catch((error: unknown) =>
      toast({ title: errorWords(t, toErrorData(error)), tone: 'danger' }),
    );
  };
  return (
    <Menu
      side="top"
      trigger={
        <button
          type="button"
          className={`${css.part ?? ''} ${css.button ?? ''}`}
          aria-label={t('presence.label', { status: t(`presence.${status}`) })}
        >
          <PresenceDot status={status} />
          {t(`presence.${status}`)}
        </button>
      }
      items={[
        { heading: t('presence.menu') },
        ...presenceStatuses.map((one) => ({
          id: one,
          label: t(`presence.${one}`),
          icon: <PresenceDot status={one} />,
          checked: one === status,
          onSelect: () => set(one),
        })),
      ]}
    />
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
