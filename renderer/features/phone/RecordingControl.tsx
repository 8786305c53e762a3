// Changes when an agent sees, begins, pauses or ends the recording of a running call otherwise.
import { Circle, CircleAlert, CirclePause, CirclePlay, CircleSlash, Disc } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Call } from '../../../shared/phone/types.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Popover } from '../../ui/Popover.tsx';
import css from './call-media.module.css';
import { useRecording, type Recording } from './useRecording.ts';

/** Whether the call is recorded, and what can be done about it. Nothing where its queue records none. */
export function RecordingControl({ call }: { call: Call }) {
  const recording = useRecording(call);
  const { rule, view, consent, error } = recording;
  const off = rule === null || rule.mode === 'off';
  if (view === null && off) return null;
  return (
    <span className={css.recording}>
      <span role="status" className={css.recordingState}>
        <State recording={recording} />
      </span>
      {view === null && call.phase === 'talking' && consent?.state !== 'refused' && (
        <Begin recording={recording} />
      )}
      {(view?.state === 'on' || view?.state === 'paused') && <Running recording={recording} />}
      {error !== null && <ErrorNote error={error} />}
    </span>
  );
}

function State({ recording: { view, consent } }: { recording: Recording }) {
  const t = useT();
  const said = (icon: ReactNode, words: string, tone?: 'live' | 'wrong'): ReactNode => (
    <span className={css.recordingWords} data-tone={tone}>
      {icon}
      {words}
    </span>
  );
  if (view === null)
    return consent?.state === 'refused'
      ? said(<CircleSlash size={14} aria-hidden="true" />, t('recording.is.refused'))
      : null;
  switch (view.state) {
    case 'on':
      return said(<Disc size={14} aria-hidden="true" />, t('recording.is.on'), 'live');
    case 'paused':
      return said(
        <Circle size={14} aria-hidden="true" />,
        t(view.why === 'card' ? 'recording.is.pausedCard' : 'recording.is.paused'),
      );
    case 'saving':
      return said(<Circle size={14} aria-hidden="true" />, t('recording.is.saving'));
    case 'failed':
      return said(<CircleAlert size={14} aria-hidden="true" />, t('recording.is.failed'), 'wrong');
  }
}

/** The agent asks, or has told; what the caller says is kept. */
function Begin({ recording: { rule, consent, agree, refuse } }: { recording: Recording }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const told = rule?.mode === 'always';
  // Agreed before, and ended by hand: it may go on.
  if (consent?.state === 'given')
    return (
      <Button size="small" onClick={() => agree(consent.how)}>
        {t('recording.again')}
      </Button>
    );
  const how = told ? 'announced' : 'asked';
  const answer = (work: () => void) => (): void => {
    setOpen(false);
    work();
  };
  return (
    <Popover
      label={t('recording.title')}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button
          size="small"
          variant={told ? 'primary' : 'plain'}
          icon={<Disc size={14} aria-hidden="true" />}
        >
          {t(told ? 'recording.tell' : 'recording.begin')}
        </Button>
      }
    >
      <div className={css.ask}>
        <p className={css.askWhy}>{t(told ? 'recording.tellWhy' : 'recording.askWhy')}</p>
        <p className={css.askWords}>{t(told ? 'recording.tellWords' : 'recording.askWords')}</p>
        <div className={css.askButtons}>
          <Button variant="primary" size="small" onClick={answer(() => agree(how))}>
            {t(told ? 'recording.told' : 'recording.agrees')}
          </Button>
          <Button size="small" onClick={answer(() => refuse(how))}>
            {t('recording.refuses')}
          </Button>
        </div>
      </div>
    </Popover>
  );
}

function Running({ recording: { view, consent, pause, resume, stop, refuse } }: { recording: Recording }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const paused = view?.state === 'paused';
  const choose = (work: () => void) => (): void => {
    setOpen(false);
    work();
  };
  return (
    <>
      <IconButton
        label={t(paused ? 'recording.resume' : 'recording.pause')}
        onClick={paused ? resume : pause}
      >
        {paused ? <CirclePlay size={16} aria-hidden="true" /> : <CirclePause size={16} aria-hidden="true" />}
      </IconButton>
      <Popover
        label={t('recording.title')}
        align="end"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button size="small" variant="quiet">
            {t('recording.end')}
          </Button>
        }
      >
        <div className={css.ask}>
          <Button size="small" onClick={choose(stop)}>
            {t('recording.stop')}
          </Button>
          <p className={css.askWhy}>{t('recording.objectsWhy')}</p>
          <Button size="small" variant="danger" onClick={choose(() => refuse(consent?.how ?? 'asked'))}>
            {t('recording.objects')}
          </Button>
        </div>
      </Popover>
    </>
  );
}
