// Changes when something else about writing can be set: how long a message can be taken back, and whether words are checked.
import { useT } from '../../state/intl.tsx';
import { useSettings } from '../../state/settings.ts';
import { undoMost, undoSeconds } from '../../state/writing.ts';
import { Select } from '../../ui/Select.tsx';
import { Section } from './Section.tsx';
import { Spelling } from './Spelling.tsx';
import css from './settings.module.css';

const channels = ['chat', 'email', 'sms', 'social'] as const;
const steps = [0, 1, 2, 3, 5, 10, 15, 20, 30];

/** How what is written is sent and checked. */
export function WritingPage() {
  const t = useT();
  const { settings, change } = useSettings();
  return (
    <div className={css.settings}>
      <Section title={t('writing.undo')}>
        <p className={css.hint}>{t('writing.undoHint')}</p>
        <div className={css.pair}>
          {channels.map((channel) => (
            <Select
              key={channel}
              label={t(`channel.${channel}`)}
              value={String(undoSeconds(settings, channel))}
              onChange={(value) =>
                change({ undoSeconds: { ...settings.undoSeconds, [channel]: Number(value) } })
              }
              options={steps
                .filter((seconds) => seconds <= undoMost[channel])
                .map((seconds) => ({
                  value: String(seconds),
                  label: seconds === 0 ? t('writing.atOnce') : t('writing.seconds', { count: seconds }),
                }))}
            />
          ))}
        </div>
      </Section>
      <Spelling />
    </div>
  );
}
