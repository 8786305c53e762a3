// Changes when people are told something else of moods: what they are not for, what is computed, kept and where, how often it is right.
import { useState } from 'react';
import { useIntl, useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { Section } from './Section.tsx';
import css from './mood.module.css';
import { moodFigures, type MoodFigures } from './mood-figures.ts';
import frame from './settings.module.css';

const points = ['what', 'where', 'kept', 'limits'] as const;

/** The notice. @param collected whether corrections go to the service. */
export function AboutMood({ collected }: { collected: boolean }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <Section title={t('mood.about')}>
      <p className={css.notice}>{t('mood.about.not')}</p>
      <dl className={css.points}>
        {points.map((point) => (
          <div key={point}>
            <dt>{t(`mood.about.${point}`)}</dt>
            <dd>{t(`mood.about.${point}Text`)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('mood.about.corrections')}</dt>
          <dd>{t(collected ? 'mood.about.collected' : 'mood.about.notCollected')}</dd>
        </div>
      </dl>
      {moodFigures !== null && (
        <>
          <div>
            <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
              {t('mood.figures')}
            </Button>
          </div>
          {open && <Figures figures={moodFigures} />}
        </>
      )}
    </Section>
  );
}

function Figures({ figures }: { figures: MoodFigures }) {
  const t = useT();
  const intl = useIntl();
  const names = new Intl.DisplayNames([intl.locale], { type: 'language' });
  const percent = (value: number): string =>
    intl.formatNumber(value / 100, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <>
      <p className={frame.hint}>{t('mood.figuresHint')}</p>
      <table className={css.figures}>
        <thead>
          <tr>
            <th scope="col">{t('mood.figures.language')}</th>
            <th scope="col">{t('mood.figures.messages')}</th>
            <th scope="col">{t('mood.figures.direction')}</th>
            <th scope="col">{t('mood.figures.level')}</th>
          </tr>
        </thead>
        <tbody>
          {figures.messages.map(({ language, rows, right, exact }) => (
            <tr key={language}>
              <th scope="row">
                {language === 'all' ? t('mood.figures.all') : (names.of(language) ?? language)}
              </th>
              <td>{intl.formatNumber(rows)}</td>
              <td>{percent(right)}</td>
              <td>{percent(exact)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {figures.talks !== null && (
        <p className={frame.hint}>
          {t('mood.figures.talks', {
            count: intl.formatNumber(figures.talks.rows),
            exact: percent(figures.talks.exact),
            near: percent(figures.talks.near),
          })}
        </p>
      )}
    </>
  );
}
