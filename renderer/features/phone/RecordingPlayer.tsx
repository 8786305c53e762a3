// Changes when a recording is listened to otherwise: when it is read, how it is played, and how one finds a place in it.
import { Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { recordingMedia, type RecordingPart } from '../../../shared/domain/call-media.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { readRecording } from '../../data/files.ts';
import { useData } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useUi } from '../../ui/words.tsx';
import css from './call-media.module.css';

interface RecordingPlayerProps {
  conversationId: string;
  part: RecordingPart;
  label: string;
}

/** One file of a recording. It is read when somebody wants to hear it, and let go of with the player. */
export function RecordingPlayer({ conversationId, part, label }: RecordingPlayerProps) {
  const t = useT();
  const ui = useUi();
  const player = usePlayer(conversationId, part);
  const { state, at, error } = player;
  const paused = part.pauses.filter(({ from, to }) => to - from >= 1_000);
  return (
    <div className={css.player} role="group" aria-label={label}>
      <IconButton
        label={t(state === 'playing' ? 'recording.playerPause' : 'recording.play')}
        disabled={state === 'reading'}
        onClick={player.toggle}
      >
        {state === 'playing' ? <Pause size={16} aria-hidden="true" /> : <Play size={16} aria-hidden="true" />}
      </IconButton>
      <div className={css.track}>
        {paused.map(({ from, to }) => (
          <span
            key={from}
            className={css.gap}
            title={t('recording.gap', { time: ui.duration(to - from) })}
            style={{
              insetInlineStart: `${(from / part.ms) * 100}%`,
              inlineSize: `${((to - from) / part.ms) * 100}%`,
            }}
          />
        ))}
        <input
          type="range"
          min={0}
          max={Math.max(1, Math.round(part.ms / 1000))}
          step={1}
          value={Math.round(at / 1000)}
          aria-label={t('recording.seek')}
          aria-valuetext={ui.duration(at)}
          className={css.seek}
          onChange={({ target }) => player.seek(Number(target.value) * 1000)}
        />
      </div>
      <span className={css.time}>
        {state === 'reading' ? t('recording.reading') : `${ui.duration(at)} / ${ui.duration(part.ms)}`}
      </span>
      {error !== null && <ErrorNote error={error} />}
    </div>
  );
}

interface Player {
  state: 'idle' | 'reading' | 'playing';
  /** ms from the beginning. */
  at: number;
  error: ErrorData | null;
  toggle: () => void;
  seek: (at: number) => void;
}

function usePlayer(conversationId: string, part: RecordingPart): Player {
  const { store } = useData();
  const [state, setState] = useState<Player['state']>('idle');
  const [at, setAt] = useState(0);
  const [error, setError] = useState<ErrorData | null>(null);
  const audio = useRef<HTMLAudioElement | null>(null);
  const wanted = useRef(0);
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      const element = audio.current;
      audio.current = null;
      if (element === null) return;
      element.pause();
      URL.revokeObjectURL(element.src);
    };
  }, []);

  const open = async (): Promise<HTMLAudioElement> => {
    const blob = await readRecording(store, conversationId, part.file.id, recordingMedia);
    const element = new Audio();
    element.src = URL.createObjectURL(blob);
    await new Promise((resolve, reject) => {
      element.addEventListener('loadedmetadata', resolve, { once: true });
      element.addEventListener('error', () => reject(element.error ?? new Error('It cannot be played.')), {
        once: true,
      });
    });
    // A file that was written as it came does not say how long it is, and is not sought in: unless one has been at its end.
    if (!Number.isFinite(element.duration))
      await new Promise<void>((resolve) => {
        element.addEventListener('durationchange', () => resolve(), { once: true });
        element.currentTime = 1e7;
      });
    element.currentTime = wanted.current / 1000;
    element.addEventListener('timeupdate', () => {
      wanted.current = element.currentTime * 1000;
      setAt(Math.min(part.ms, wanted.current));
    });
    element.addEventListener('pause', () => setState('idle'));
    element.addEventListener('play', () => setState('playing'));
    element.addEventListener('ended', () => {
      element.currentTime = 0;
    });
    return element;
  };
  const play = async (): Promise<void> => {
    setError(null);
    try {
      let element = audio.current;
      if (element === null) {
        setState('reading');
        element = await open();
        if (gone.current) return URL.revokeObjectURL(element.src);
        audio.current = element;
      }
      await element.play();
    } catch (reason) {
      setState('idle');
      setError(toErrorData(reason));
    }
  };
  return {
    state,
    at,
    error,
    toggle: () => {
      if (state === 'playing') audio.current?.pause();
      else if (state === 'idle') void play();
    },
    seek: (to) => {
      wanted.current = to;
      setAt(to);
      if (audio.current !== null) audio.current.currentTime = to / 1000;
    },
  };
}
