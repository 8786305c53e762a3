// Changes when an agent sets differently what is heard and shown: sounds, their devices, and when they are quiet.
import { soundSchema, type Sound } from '../../../shared/ipc/main.ts';
import { useT } from '../../state/intl.tsx';
import type { QuietReason } from '../../state/quiet.ts';
import { useSettings } from '../../state/settings.ts';
import type { Sounds } from '../../state/sounds.ts';
import { Switch } from '../../ui/Switch.tsx';
import { QuietRules } from './QuietRules.tsx';
import { Section } from './Section.tsx';
import frame from './settings.module.css';
import { SoundKind, useOutputs } from './SoundKind.tsx';

interface AlertsPageProps {
  sounds: Sounds;
  /** Why each kind is quiet now; one that is not is left out. */
  reasons: Partial<Record<Sound, QuietReason>>;
}

/** What is heard, how loud and from which device, what notifications say, and when it is quiet. */
export function AlertsPage({ sounds, reasons }: AlertsPageProps) {
  const t = useT();
  const { settings, change } = useSettings();
  const outputs = useOutputs();
  return (
    <div className={frame.settings}>
      <Section title={t('alerts.sound')}>
        <Switch
          label={t('settings.sounds')}
          checked={settings.sounds}
          onChange={(on) => change({ sounds: on })}
        />
        {settings.sounds && (
          <>
            {soundSchema.options.map((sound) => (
              <SoundKind key={sound} sound={sound} outputs={outputs} sounds={sounds} />
            ))}
            <Switch
              label={t('alerts.ringOn')}
              checked={settings.ringOn !== false}
              onChange={(ringOn) => change({ ringOn })}
            />
          </>
        )}
        <Switch
          label={t('settings.notificationText')}
          hint={t('settings.notificationTextHint')}
          checked={settings.notificationText}
          onChange={(notificationText) => change({ notificationText })}
        />
      </Section>
      <Section title={t('alerts.quiet')}>
        <QuietRules reasons={reasons} />
      </Section>
    </div>
  );
}
