// Changes when a capsule is shown or edited differently.
import { X } from 'lucide-react';
import type { Capsule, CapsuleLine, CapsulePromise } from '../../../shared/domain/handover.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { levelOfScore } from '../../state/mood.ts';
import { directionOf } from '../../ui/direction.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { SentimentFace } from '../../ui/SentimentFace.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { useUi } from '../../ui/words.tsx';
import css from './handover.module.css';
import { edited, lineKey, sections, type HandoverForm, type Section } from './useCapsule.ts';

/** What came along with a conversation, or goes along with it: to read. @param moods false where its queue has none. */
export function CapsuleView({ capsule, moods }: { capsule: Capsule; moods: boolean }) {
  const t = useT();
  const some = sections.some((section) => capsule[section].length > 0) || capsule.draft !== '';
  return (
    <div className={css.capsule}>
      {!some && <p className={css.quiet}>{t('handover.empty')}</p>}
      {sections.map(
        (section) =>
          capsule[section].length > 0 && (
            <div key={section} className={css.section}>
              <h4 className={css.name}>{t(`handover.${section}`)}</h4>
              <ul className={css.lines}>
                {capsule[section].map((line, at) => (
                  <li key={at} className={css.line}>
                    <span className={css.words}>
                      <Bidi>{line.text}</Bidi>
                      {'until' in line && <PromiseBy by={line.by} until={line.until} />}
                    </span>
                  </li>
                ))}
              </ul>
            </div>
          ),
      )}
      {moods && <Mood steps={capsule.mood} />}
      {capsule.draft !== '' && (
        <div className={css.section}>
          <h4 className={css.name}>{t('handover.draft')}</h4>
          <p className={css.draft} dir="auto">
            {capsule.draft}
          </p>
        </div>
      )}
    </div>
  );
}

/** The capsule before it is sent: each line can be changed, or taken away. */
export function CapsuleEditor({
  capsule,
  form,
  onChange,
}: {
  capsule: Capsule;
  form: HandoverForm;
  onChange: (change: Partial<HandoverForm>) => void;
}) {
  const t = useT();
  const linesOf = (section: Section): readonly (CapsuleLine & Partial<CapsulePromise>)[] => capsule[section];
  const write = (section: Section, text: string, next: string): void =>
    onChange({ lines: { ...form.lines, [lineKey(section, text)]: next.slice(0, 500) } });
  const now = edited(capsule, form);
  const some = sections.some((section) => now[section].length > 0) || now.draft !== '';
  return (
    <div className={css.capsule}>
      <h4 className={css.capsuleTitle}>{t('handover.capsule')}</h4>
      <p className={css.quiet}>{t(some ? 'handover.capsuleHint' : 'handover.empty')}</p>
      {sections.map((section) => {
        const lines = linesOf(section).filter(({ text }) => form.lines[lineKey(section, text)] !== '');
        return (
          lines.length > 0 && (
            <div key={section} role="group" aria-label={t(`handover.${section}`)} className={css.section}>
              <h4 className={css.name}>{t(`handover.${section}`)}</h4>
              {lines.map((line, at) => (
                <div key={line.text} className={css.line}>
                  <span className={css.words}>
                    <input
                      className={css.edit}
                      dir={directionOf(line.text)}
                      maxLength={500}
                      aria-label={t('handover.line', {
                        section: t(`handover.${section}`),
                        number: String(at + 1),
                      })}
                      title={t('handover.from', { text: line.text })}
                      value={form.lines[lineKey(section, line.text)] ?? line.text}
                      onChange={(event) => write(section, line.text, event.target.value)}
                    />
                    {line.until !== undefined && <PromiseBy by={line.by ?? ''} until={line.until} />}
                  </span>
                  <IconButton
                    size="small"
                    label={t('handover.remove', { text: line.text.slice(0, 60) })}
                    onClick={() => write(section, line.text, '')}
                  >
                    <X size={13} aria-hidden="true" />
                  </IconButton>
                </div>
              ))}
            </div>
          )
        );
      })}
      <Mood steps={capsule.mood} />
      {now.draft !== '' && (
        <div className={css.section}>
          <h4 className={css.name}>{t('handover.draft')}</h4>
          <div className={css.line}>
            <p className={css.draft} dir="auto">
              {now.draft}
            </p>
            <IconButton
              size="small"
              label={t('handover.remove', { text: t('handover.draft') })}
              onClick={() => onChange({ withDraft: false })}
            >
              <X size={13} aria-hidden="true" />
            </IconButton>
          </div>
        </div>
      )}
    </div>
  );
}

function PromiseBy({ by, until }: { by: string; until: number | null }) {
  const t = useT();
  const { formatDate } = useIntl();
  const ui = useUi();
  return (
    <span className={css.quiet} title={until === null ? undefined : ui.exact(until)}>
      {until === null ? (
        <Bidi>{by}</Bidi>
      ) : (
        t('handover.by', {
          name: by,
          time: formatDate(until, {
            weekday: 'short',
            day: 'numeric',
            month: 'short',
            hour: '2-digit',
            minute: '2-digit',
          }),
        })
      )}
    </span>
  );
}

function Mood({ steps }: { steps: readonly number[] }) {
  const t = useT();
  if (steps.length === 0) return null;
  return (
    <div className={css.section}>
      <h4 className={css.name}>{t('handover.mood')}</h4>
      <span className={css.moods}>
        {steps.map((score, at) => (
          <SentimentFace key={at} level={levelOfScore(score)} size={16} />
        ))}
      </span>
    </div>
  );
}
