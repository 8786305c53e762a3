// Changes when something else about the spell checker can be set or is said of it.
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { locales } from '../../../shared/domain/locales.ts';
import { localeNames } from '../../../shared/i18n/index.ts';
import type { SpellingState } from '../../../shared/ipc/spelling.ts';
import { useData } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useOwnWords } from '../../state/own-words.ts';
import { useSettings } from '../../state/settings.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { Section } from './Section.tsx';
import css from './settings.module.css';

/** Whether words are checked, in which languages, why not in one of them, and what was taught. */
export function Spelling() {
  const t = useT();
  const { main } = useData();
  const { settings, change } = useSettings();
  const [state, setState] = useState<SpellingState | null>(null);
  useEffect(() => {
    let gone = false;
    main.request('spelling.state', {}).then(
      (said) => gone || setState(said),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [main]);
  const on = settings.spellcheck ?? true;
  const hints = { system: 'writing.bySystem', parley: 'writing.byParley', none: 'writing.byParley' } as const;
  return (
    <>
      <Section title={t('writing.spelling')}>
        <Switch
          label={t('writing.spellcheck')}
          hint={state === null ? undefined : t(hints[state.by])}
          checked={on}
          onChange={(spellcheck) => change({ spellcheck })}
        />
        {state?.by === 'none' && <p className={css.hint}>{t('writing.noSpellcheck')}</p>}
        {on && state?.by === 'parley' && <Languages state={state} />}
      </Section>
      {state?.by === 'parley' && <OwnWords />}
    </>
  );
}

function Languages({ state: { languages, folder } }: { state: SpellingState }) {
  const t = useT();
  const { settings, change } = useSettings();
  const off = settings.spellingOff ?? [];
  const sources = { parley: undefined, computer: t('writing.fromComputer'), own: t('writing.fromOwn') };
  return languages.map(({ language, from }) =>
    from === null ? (
      <div key={language} className={css.text}>
        <span>{t('writing.missing', { language: localeNames[language] })}</span>
        <span className={css.hint}>
          {language === 'de' && `${t('writing.whyNoGerman', { licence: 'GPL' })} `}
          {t('writing.addDictionary', {
            engine: 'Hunspell',
            office: 'LibreOffice',
            affixes: `${language}.aff`,
            words: `${language}.dic`,
          })}
        </span>
        <bdi className={css.hint} dir="ltr">
          {folder}
        </bdi>
      </div>
    ) : (
      <Switch
        key={language}
        label={localeNames[language]}
        hint={sources[from]}
        checked={!off.includes(language)}
        onChange={(checked) =>
          change({
            spellingOff: locales.filter((one) => (one === language ? !checked : off.includes(one))),
          })
        }
      />
    ),
  );
}

function OwnWords() {
  const t = useT();
  const { words, forget } = useOwnWords();
  return (
    <Section title={t('writing.ownWords')}>
      {words.length === 0 ? (
        <p className={css.hint}>{t('writing.noOwnWords')}</p>
      ) : (
        <ul className={css.words} aria-label={t('writing.ownWords')}>
          {words.map((word) => (
            <li key={word}>
              <Bidi>{word}</Bidi>
              <IconButton label={t('writing.forget', { word })} size="small" onClick={() => forget(word)}>
                <X aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
