// Changes when presence is shown or set differently.
import { toErrorData } from '../../shared/errors.ts';
import { presenceStatusSchema, type Presence, type PresenceStatus } from '../../shared/domain/presence.ts';
import { useRun } from '../data/hooks.ts';
import { useT, type Translate } from '../state/intl.tsx';
import { Button } from '../ui/Button.tsx';
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
  const set = (next: PresenceStatus, text: string | null = null): void => {
    run('presence.set', { status: next, text }).catch((error: unknown) =>
      toast({ title: errorWords(t, toErrorData(error)), tone: 'danger' }),
    );
  };
  const words = presence?.text ?? t(`presence.${status}`);
  const missed = presence?.cause === 'missedOffer';
  return (
    <>
      <Menu
        side="top"
        trigger={
          <button
            type="button"
            className={`${css.part ?? ''} ${css.button ?? ''}`}
            aria-label={t('presence.label', { status: words })}
            title={reasonOf(t, presence)}
          >
            <PresenceDot status={status} />
            <bdi>{words}</bdi>
          </button>
        }
        items={[
          { heading: t('presence.menu') },
          ...presenceStatuses.map((one) => ({
            id: one,
            label: t(`presence.${one}`),
            icon: <PresenceDot status={one} />,
            checked: one === status && presence?.text == null,
            onSelect: () => set(one),
          })),
          { heading: t('presence.own') },
          ...ownStates.map(({ id, status: base }) => ({
            id: `own:${id}`,
            label: t(`presence.${id}`),
            icon: <PresenceDot status={base} />,
            checked: base === status && presence?.text === t(`presence.${id}`),
            onSelect: () => set(base, t(`presence.${id}`)),
          })),
        ]}
      />
      {missed && (
        <span role="status" className={css.part}>
          {t('presence.missed')}
          <Button size="small" onClick={() => set('available')}>
            {t('presence.back')}
          </Button>
        </span>
      )}
    </>
  );
}

/** States with a word of their own, each standing on one that routing knows. */
const ownStates = [
  { id: 'lunch', status: 'away' },
  { id: 'break', status: 'away' },
  { id: 'training', status: 'doNotDisturb' },
  { id: 'meeting', status: 'doNotDisturb' },
] as const;

/** Why it is so: chosen by hand and kept, or following from how much the agent carries. */
function reasonOf(t: Translate, presence: Presence | null): string | undefined {
  if (presence === null) return undefined;
  if (presence.cause === 'missedOffer') return t('presence.missed');
  if (presence.sticky) return t('presence.stays');
  return t('presence.byCapacity', { used: presence.used, capacity: presence.capacity });
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
