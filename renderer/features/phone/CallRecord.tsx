// Changes when what is kept of a call's sound is shown otherwise: how well it was heard, what the caller said, the recording.
import { CircleSlash, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ConversationCall } from '../../../shared/domain/call.ts';
import type { Consent } from '../../../shared/domain/call-media.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { qualityWord } from '../../../shared/phone/e-model.ts';
import { formatNumber } from '../../../shared/phone/number.ts';
import { useDesk, useQuery, useRun } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Bidi, isolated } from '../../ui/Text.tsx';
import { useUi } from '../../ui/words.tsx';
import css from './call-media.module.css';
import { Figures } from './Quality.tsx';
import { QualityPlot } from './QualityPlot.tsx';
import { RecordingPlayer } from './RecordingPlayer.tsx';

/** Whether there is anything of a call to show. */
export function hasCallRecord(call: ConversationCall | undefined): boolean {
  return call?.quality !== undefined || call?.recording !== undefined || call?.consent !== undefined;
}

/** What is kept of how a call sounded. Nothing where nothing is. */
export function CallRecord({ conversationId }: { conversationId: string }) {
  const t = useT();
  const { rows: view } = useQuery('conversation.view', { id: conversationId });
  const call = view?.conversation.call;
  if (call === undefined || !hasCallRecord(call)) return null;
  return (
    <div className={css.record}>
      {call.quality !== undefined && <KeptQuality quality={call.quality} />}
      {call.consent !== undefined && (
        <ConsentWords
          consent={call.consent}
          words={t(`recording.consent.${call.consent.state}.${call.consent.how}`)}
        />
      )}
      {(call.parties ?? []).map(({ callId, number, consent }) => (
        <ConsentWords
          key={callId}
          consent={consent}
          words={t(`recording.party.${consent.state}`, { name: isolated(formatNumber(number) || number) })}
        />
      ))}
      {call.recording !== undefined && <KeptRecording conversationId={conversationId} call={call} />}
    </div>
  );
}

function KeptQuality({ quality }: { quality: NonNullable<ConversationCall['quality']> }) {
  const t = useT();
  const word = t(`quality.is.${qualityWord(quality.mos)}`);
  const worst = t('quality.worst', { word: t(`quality.is.${qualityWord(quality.worst)}`) });
  return (
    <section aria-label={t('quality.title')}>
      <p className={css.recordTitle}>
        {t('quality.title')}: {word}
        {qualityWord(quality.worst) !== qualityWord(quality.mos) && (
          <span className={css.quiet}> · {worst}</span>
        )}
      </p>
      <QualityPlot
        opinions={quality.points.map(({ mos }) => mos)}
        most={quality.points.length}
        width={240}
        height={36}
        label={`${t('quality.wholeCall')}: ${word}, ${worst}`}
      />
      <Figures {...quality} />
    </section>
  );
}

/** Who asked, when and how, and what the caller said. */
function ConsentWords({ consent, words }: { consent: Consent; words: string }) {
  const ui = useUi();
  const { rows: agents } = useQuery('agent.list', {});
  const name = agents?.find(({ id }) => id === consent.agentId)?.name ?? '';
  return (
    <p className={css.quiet}>
      {words} <Bidi>{name}</Bidi>, {ui.exact(consent.at)}
    </p>
  );
}

function KeptRecording({ conversationId, call }: { conversationId: string; call: ConversationCall }) {
  const t = useT();
  const ui = useUi();
  const run = useRun();
  const { agent } = useDesk();
  const [error, setError] = useState<ErrorData | null>(null);
  const [sure, setSure] = useState(false);
  const { parts, removed } = call.recording ?? { parts: [] };
  if (removed !== undefined)
    return (
      <p className={css.quiet}>
        <CircleSlash size={14} aria-hidden="true" /> {t(`recording.removed.${removed.why}`)},{' '}
        {ui.exact(removed.at)}
      </p>
    );
  const forget = (): void => {
    setError(null);
    run('call.forget', { conversationId, callId: call.callId, why: 'asked' }).catch((reason: unknown) =>
      setError(toErrorData(reason)),
    );
  };
  return (
    <section aria-label={t('recording.title')} className={css.parts}>
      {parts.map((part, at) => (
        <RecordingPlayer
          key={part.file.id}
          conversationId={conversationId}
          part={part}
          label={parts.length === 1 ? t('recording.title') : t('recording.part', { number: at + 1 })}
        />
      ))}
      {error !== null && <ErrorNote error={error} />}
      {agent !== null && agent.role !== 'agent' && parts.length > 0 && (
        <Button
          size="small"
          variant={sure ? 'danger' : 'quiet'}
          icon={<Trash2 size={14} aria-hidden="true" />}
          onClick={sure ? forget : () => setSure(true)}
          onBlur={() => setSure(false)}
        >
          {t(sure ? 'recording.deleteSure' : 'recording.delete')}
        </Button>
      )}
    </section>
  );
}
