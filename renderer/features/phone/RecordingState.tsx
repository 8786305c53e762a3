// Changes when it is said otherwise whether a running call is recorded, and why not.
import { Circle, CircleAlert, CircleSlash, Disc } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RecordingView } from '../../../shared/ipc/phone.ts';
import { useT, type Translate } from '../../state/intl.tsx';
import { isolated } from '../../ui/Text.tsx';
import css from './call-media.module.css';
import { nameOf } from './call-words.ts';
import type { Recording } from './useRecording.ts';

/** In a few words, with a picture; nothing where there is nothing to say. */
export function RecordingState({ recording }: { recording: Recording }) {
  const t = useT();
  const { view, consent, removed, unwritten } = recording;
  const said = (icon: ReactNode, words: string, tone?: 'live' | 'wrong'): ReactNode => (
    <span className={css.recordingWords} data-tone={tone} title={words}>
      {icon}
      <span className="clip">{words}</span>
    </span>
  );
  const off = <CircleSlash size={14} aria-hidden="true" />;
  const wrong = <CircleAlert size={14} aria-hidden="true" />;
  if (view === null) {
    if (consent?.state === 'refused') return said(off, t('recording.is.refused'));
    if (removed) return said(off, t('recording.removed.objected'));
    return unwritten ? said(off, t('transcript.paused')) : null;
  }
  switch (view.state) {
    case 'on':
      return view.problem === null
        ? said(<Disc size={14} aria-hidden="true" />, t('recording.is.on'), 'live')
        : said(wrong, waitWords(view, t), 'wrong');
    case 'paused':
      return said(<Circle size={14} aria-hidden="true" />, pauseWords(recording, view, t));
    case 'saving':
      return view.problem === null
        ? said(<Circle size={14} aria-hidden="true" />, t('recording.is.saving'))
        : said(wrong, waitWords(view, t), 'wrong');
    case 'failed':
      return said(wrong, t(`recording.problem.${view.problem ?? 'store'}`), 'wrong');
  }
}

/** It goes on, and what is recorded waits here to be kept. */
function waitWords({ problem }: RecordingView, t: Translate): string {
  return t(problem === 'disk' ? 'recording.is.waitsDisk' : 'recording.is.waits');
}

function pauseWords({ parties }: Recording, { why }: RecordingView, t: Translate): string {
  if (why === 'card') return t('recording.is.pausedCard');
  if (why !== 'party') return t('recording.is.paused');
  const refused = parties.find(({ consent }) => consent?.state === 'refused');
  const asked = refused ?? parties.find(({ consent }) => consent === null);
  if (asked === undefined) return t('recording.is.paused');
  return t(refused === undefined ? 'recording.is.pausedParty' : 'recording.is.pausedRefused', {
    name: isolated(nameOf(asked.call, t)),
  });
}
