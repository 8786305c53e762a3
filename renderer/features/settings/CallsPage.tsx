// Changes when an agent sets differently what calls are heard and spoken with, and who may ask for them.
import { Ear, Headset, Volume2 } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { DeviceTrouble, PhoneDevices } from '../../../shared/ipc/phone.ts';
import { useData } from '../../data/hooks.ts';
import { useT, type Translate } from '../../state/intl.tsx';
import { useSettings } from '../../state/settings.ts';
import type { Sounds } from '../../state/sounds.ts';
import { Button } from '../../ui/Button.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { Bidi } from '../../ui/Text.tsx';
import css from './calls.module.css';
import { Section } from './Section.tsx';
import frame from './settings.module.css';
import { SoundKind, useOutputs } from './SoundKind.tsx';

/** The key of the whole system; it is main's (electron/main/phone-host.ts). */
const wholeKey = 'Ctrl+Alt+Shift+P';

/** Microphone, speaker and ringer, each with a way to try it; links of other programs. */
export function CallsPage({ sounds }: { sounds: Sounds }) {
  const t = useT();
  const { phone } = useData();
  const { devices } = useSyncExternalStore(phone.devices.watch, phone.devices.get);
  const { settings, change } = useSettings();
  const outputs = useOutputs();
  return (
    <div className={frame.settings}>
      <Section title={t('calls.devices')}>
        {devices === null ? (
          <p className={frame.hint}>{t('calls.noPhone')}</p>
        ) : (
          <PhoneParts devices={devices} />
        )}
      </Section>
      <Section title={t('calls.ringer')}>
        <SoundKind sound="call" outputs={outputs} sounds={sounds} />
      </Section>
      <Section title={t('calls.links')}>
        <Switch
          label={t('calls.linksOn')}
          hint={t('calls.linksHint')}
          checked={settings.phoneLinks === true}
          onChange={(phoneLinks) => change({ phoneLinks })}
        />
        <WholeKey />
      </Section>
    </div>
  );
}

/** How often it is tried while the page is looked at: whoever ends the other program sees that it helped. */
const keyMs = 3_000;

/** The key of the whole system, and whether another program has it. */
function WholeKey() {
  const t = useT();
  const { main } = useData();
  const [taken, setTaken] = useState(false);
  useEffect(() => {
    let here = true;
    const look = (): void =>
      void main.request('phone.key', {}).then(
        ({ free }) => here && setTaken(free === false),
        () => {},
      );
    look();
    const timer = setInterval(look, keyMs);
    return () => {
      here = false;
      clearInterval(timer);
    };
  }, [main]);
  return (
    <>
      <p className={frame.hint}>
        {t('calls.wholeKey')} <Kbd keys={wholeKey} />
      </p>
      {taken && (
        <p role="status" className={css.trouble}>
          {t('calls.wholeKeyTaken')}
        </p>
      )}
    </>
  );
}

function PhoneParts({ devices }: { devices: PhoneDevices }) {
  const t = useT();
  const { phone } = useData();
  const { check, microphone, speaker } = useSyncExternalStore(phone.devices.watch, phone.devices.get);
  const [trouble, setTrouble] = useState<DeviceTrouble | 'phone' | null>(null);
  const last = useRef<'meter' | 'tone' | 'echo'>('meter');
  const tryIt = (what: 'meter' | 'tone' | 'echo'): void => {
    last.current = what;
    setTrouble(null);
    phone.devices.check(what).then(setTrouble, () => setTrouble('phone'));
  };
  // While the page is looked at, the microphone shows that it hears: its lamp is on for no longer than that.
  useEffect(() => {
    tryIt('meter');
    return () => void phone.devices.check('off').catch(() => {});
    // oxlint-disable-next-line react/exhaustive-deps -- once, when the page opens
  }, [phone]);
  const over = check === 'off';
  useEffect(() => {
    if (!over || trouble !== null || last.current === 'meter') return undefined;
    // After a tone the meter goes on.
    const timer = setTimeout(() => tryIt('meter'), 300);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react/exhaustive-deps
  }, [over, trouble]);
  return (
    <>
      <Device which="microphone" devices={devices} level={microphone} />
      <Device which="speaker" devices={devices} level={speaker} />
      <div className={css.tries}>
        <Button size="small" icon={<Volume2 size={14} aria-hidden="true" />} onClick={() => tryIt('tone')}>
          {t('calls.tone')}
        </Button>
        <Button size="small" icon={<Ear size={14} aria-hidden="true" />} onClick={() => tryIt('echo')}>
          {t('calls.echo')}
        </Button>
        <span role="status" className={frame.hint}>
          {check === 'recording' && t('calls.recording')}
          {check === 'playing' && t('calls.playing')}
          {check === 'tone' && t('calls.playingTone')}
        </span>
      </div>
      {trouble !== null && (
        <p role="status" className={css.trouble}>
          {trouble === 'phone' ? t('calls.noPhone') : troubleWords(trouble, '', t)}
        </p>
      )}
      {devices.headsets.length > 0 && (
        <p className={css.headsets}>
          <Headset size={14} aria-hidden="true" />
          {t('calls.headsets')}
          {devices.headsets.map((name, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- two may be called the same
            <Bidi key={at}>{name}</Bidi>
          ))}
        </p>
      )}
    </>
  );
}

const own = '\u0000own';

interface DeviceProps {
  which: 'microphone' | 'speaker';
  devices: PhoneDevices;
  level: number;
}

/** One device: which, whether it is there, and how loud it is now. */
function Device({ which, devices, level }: DeviceProps) {
  const t = useT();
  const { settings, change } = useSettings();
  const { wanted, trouble } = devices[which];
  const there = which === 'microphone' ? devices.microphones : devices.speakers;
  const gone = wanted !== null && !there.includes(wanted);
  const label = t(`calls.${which}`);
  return (
    <div className={css.device}>
      <Select
        label={label}
        value={wanted ?? own}
        onChange={(name) => {
          const chosen = settings.phoneDevices ?? { microphone: null, speaker: null };
          change({ phoneDevices: { ...chosen, [which]: name === own ? null : name } });
        }}
        options={[
          { value: own, label: t('alerts.usual') },
          ...there.map((name) => ({ value: name, label: name })),
          ...(gone ? [{ value: wanted, label: t('alerts.missing', { name: wanted }) }] : []),
        ]}
      />
      <div
        role="meter"
        aria-label={t('calls.level', { device: label })}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(level * 100)}
        className={css.meter}
      >
        <span className={css.level} style={{ transform: `scaleX(${level.toFixed(2)})` }} />
      </div>
      {trouble !== null && (
        <p role="status" className={css.trouble}>
          {troubleWords(trouble, wanted ?? '', t)}
        </p>
      )}
    </div>
  );
}

function troubleWords(trouble: DeviceTrouble, name: string, t: Translate): string {
  return trouble === 'missing' && name !== ''
    ? t('calls.trouble.missing', { name })
    : t(trouble === 'missing' ? 'calls.trouble.failed' : `calls.trouble.${trouble}`);
}
