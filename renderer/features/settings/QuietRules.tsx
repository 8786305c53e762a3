// Changes when an agent sets differently when Parley keeps quiet.
import { soundSchema, type Quiet, type Sound } from '../../../shared/ipc/main.ts';
import { useIntl, useLocale, useT } from '../../state/intl.tsx';
import { usualFocus, usualQuiet, type QuietReason } from '../../state/quiet.ts';
import { useSettings } from '../../state/settings.ts';
import { Switch } from '../../ui/Switch.tsx';
import css from './alerts.module.css';
import frame from './settings.module.css';

const pad = (number: number): string => String(number).padStart(2, '0');
const asTime = (minute: number): string => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
const asMinute = (time: string): number | null => {
  const [hour, minute] = time.split(':').map(Number);
  return hour === undefined || minute === undefined || Number.isNaN(hour * 60 + minute)
    ? null
    : hour * 60 + minute;
};

/** Only offers; during a call; in hours of focus. Each with the kinds that it keeps quiet, and what holds just now. */
export function QuietRules({ reasons }: { reasons: Partial<Record<Sound, QuietReason>> }) {
  const t = useT();
  const intl = useIntl();
  const { settings, change } = useSettings();
  const quiet = settings.quiet ?? usualQuiet;
  const set = (part: Partial<Quiet>): void => change({ quiet: { ...quiet, ...part } });
  const now = soundSchema.options.filter((sound) => reasons[sound] !== undefined);
  const [first] = now;
  return (
    <>
      <p className={frame.hint}>{t('alerts.quietHint')}</p>
      <p role="status" className={css.now}>
        {!settings.sounds
          ? t('alerts.off')
          : first === undefined
            ? t('alerts.loud')
            : t('alerts.now', {
                kinds: intl.formatList(
                  now.map((sound) => t(`alerts.kind.${sound}`)),
                  { type: 'conjunction' },
                ),
                reason: t(`alerts.why.${reasons[first]!}`),
              })}
      </p>
      <Switch
        label={t('alerts.onlyOffers')}
        checked={quiet.onlyOffers}
        onChange={(onlyOffers) => set({ onlyOffers })}
      />
      <Kinds label={t('alerts.inCall')} value={quiet.inCall} onChange={(inCall) => set({ inCall })} />
      <Switch
        label={t('alerts.focus')}
        checked={quiet.focus !== null}
        onChange={(on) => set({ focus: on ? usualFocus : null })}
      />
      {quiet.focus !== null && (
        <>
          <Hours focus={quiet.focus} onChange={(focus) => set({ focus })} />
          <Kinds label={t('alerts.inFocus')} value={quiet.inFocus} onChange={(inFocus) => set({ inFocus })} />
        </>
      )}
    </>
  );
}

interface KindsProps {
  label: string;
  value: readonly Sound[];
  onChange: (value: Sound[]) => void;
}

function Kinds({ label, value, onChange }: KindsProps) {
  const t = useT();
  return (
    <fieldset className={css.choices}>
      <legend>{label}</legend>
      {soundSchema.options.map((sound) => (
        <label key={sound}>
          <input
            type="checkbox"
            checked={value.includes(sound)}
            onChange={({ currentTarget }) =>
              onChange(currentTarget.checked ? [...value, sound] : value.filter((one) => one !== sound))
            }
          />
          {t(`alerts.kind.${sound}`)}
        </label>
      ))}
    </fieldset>
  );
}

type Focus = NonNullable<Quiet['focus']>;

function Hours({ focus, onChange }: { focus: Focus; onChange: (focus: Focus) => void }) {
  const t = useT();
  const intl = useIntl();
  const locale = useLocale();
  // Weeks begin on Saturday where Arabic and Persian are at home, elsewhere here on Monday.
  const firstDay = locale === 'ar' || locale === 'fa' ? 6 : 1;
  const days = Array.from({ length: 7 }, (_, at) => (firstDay + at) % 7);
  const time = (name: 'from' | 'to') => (
    <label className={css.time}>
      {t(`alerts.${name}`)}
      <input
        type="time"
        required
        dir="ltr"
        value={asTime(focus[name])}
        onChange={({ currentTarget }) => {
          const minute = asMinute(currentTarget.value);
          if (minute !== null) onChange({ ...focus, [name]: minute });
        }}
      />
    </label>
  );
  return (
    <>
      <div className={css.hours}>
        {time('from')}
        {time('to')}
      </div>
      <fieldset className={css.choices}>
        <legend>{t('alerts.days')}</legend>
        {days.map((day) => (
          <label key={day}>
            <input
              type="checkbox"
              checked={focus.days.includes(day)}
              onChange={({ currentTarget }) =>
                onChange({
                  ...focus,
                  days: currentTarget.checked
                    ? [...focus.days, day].toSorted((a, b) => a - b)
                    : focus.days.filter((one) => one !== day),
                })
              }
            />
            {/* The first of January 2023 was a Sunday. */}
            {intl.formatDate(Date.UTC(2023, 0, 1 + day), { weekday: 'short', timeZone: 'UTC' })}
          </label>
        ))}
      </fieldset>
    </>
  );
}
