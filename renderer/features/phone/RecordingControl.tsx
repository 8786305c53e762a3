// Changes when an agent sees, begins, pauses or ends the recording of a running call otherwise.
import { CirclePause, CirclePlay, Disc } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { Call } from '../../../shared/phone/types.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { isolated } from '../../ui/Text.tsx';
import css from './call-media.module.css';
import { nameOf } from './call-words.ts';
import { RecordingState } from './RecordingState.tsx';
import { useRecording, type Party, type Recording } from './useRecording.ts';

/** Whether the call is recorded, and what can be done about it. Nothing where its queue records none. */
export function RecordingControl({ call }: { call: Call }) {
  const recording = useRecording(call);
  const { rule, view, consent, parties, removed, error } = recording;
  const off = rule === null || rule.mode === 'off';
  if (view === null && off) return null;
  const talking = call.phase === 'talking';
  // What the machine or the version cannot do now, it cannot do later in the same call.
  const failed = view?.state === 'failed' && view.problem !== 'old' && view.problem !== 'rule';
  const running = view?.state === 'on' || view?.state === 'paused';
  return (
    <span className={css.recording}>
      <span role="status" className={css.recordingState}>
        <RecordingState recording={recording} />
      </span>
      {(view === null || failed) && talking && consent?.state !== 'refused' && !removed && (
        <Begin recording={recording} />
      )}
      {running &&
        parties
          .filter((party) => party.consent === null)
          .map((party) => <AskParty key={party.call.id} party={party} recording={recording} />)}
      {running && <Running recording={recording} />}
      {error !== null && <ErrorNote error={error} />}
    </span>
  );
}

/** The agent asks, or has told; what the caller says is kept. */
function Begin({ recording: { rule, consent, agree, refuse } }: { recording: Recording }) {
  const t = useT();
  const told = rule?.mode === 'always';
  // Agreed before, and ended by hand: it may go on.
  if (consent?.state === 'given')
    return (
      <Button size="small" onClick={() => agree(consent.how)}>
        {t('recording.again')}
      </Button>
    );
  const how = told ? 'announced' : 'asked';
  return (
    <Question
      told={told}
      why={t(told ? 'recording.tellWhy' : 'recording.askWhy')}
      trigger={
        <Button
          size="small"
          variant={told ? 'primary' : 'plain'}
          icon={<Disc size={14} aria-hidden="true" />}
        >
          {t(told ? 'recording.tell' : 'recording.begin')}
        </Button>
      }
      agree={() => agree(how)}
      refuse={() => refuse(how)}
    />
  );
}

/** What is to be said or asked, and the two answers. */
function Question(props: {
  /** It was only to be told, not asked. */
  told: boolean;
  why: string;
  trigger: ReactElement;
  agree: () => void;
  refuse: () => void;
}) {
  const { told, why, trigger, agree, refuse } = props;
  const t = useT();
  const [open, setOpen] = useState(false);
  const answer = (work: () => void) => (): void => {
    setOpen(false);
    work();
  };
  return (
    <Popover label={t('recording.title')} align="end" open={open} onOpenChange={setOpen} trigger={trigger}>
      <div className={css.ask}>
        <p className={css.askWhy}>{why}</p>
        <p className={css.askWords}>{t(told ? 'recording.tellWords' : 'recording.askWords')}</p>
        <div className={css.askButtons}>
          <Button variant="primary" size="small" onClick={answer(agree)}>
            {t(told ? 'recording.told' : 'recording.agrees')}
          </Button>
          <Button size="small" onClick={answer(refuse)}>
            {t('recording.refuses')}
          </Button>
        </div>
      </div>
    </Popover>
  );
}

/** Somebody who is in conference is told, or asked, before anything is recorded. */
function AskParty({
  party,
  recording: { rule, agreeFor, refuseFor },
}: {
  party: Party;
  recording: Recording;
}) {
  const t = useT();
  const told = rule?.mode === 'always';
  const how = told ? 'announced' : 'asked';
  const name = isolated(nameOf(party.call, t));
  // They hear it by themselves.
  if (told && rule.tell === 'tone') return null;
  return (
    <Question
      told={told}
      why={t('recording.partyWhy', { name })}
      trigger={
        <Button variant="primary" size="small">
          {t(told ? 'recording.tellParty' : 'recording.askParty', { name })}
        </Button>
      }
      agree={() => agreeFor(party, how)}
      refuse={() => refuseFor(party, how)}
    />
  );
}

function Running({ recording }: { recording: Recording }) {
  const { view, consent, parties, pause, resume, stop, refuse, refuseFor } = recording;
  const t = useT();
  const [open, setOpen] = useState(false);
  // What waits for somebody's word does not go on by a press.
  const paused = view?.state === 'paused' && view.why !== 'party';
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
          {parties.map(
            (party) =>
              party.consent?.state === 'given' && (
                <Button
                  key={party.call.id}
                  size="small"
                  variant="danger"
                  onClick={choose(() => refuseFor(party, party.consent?.how ?? 'asked'))}
                >
                  {t('recording.partyObjects', { name: isolated(nameOf(party.call, t)) })}
                </Button>
              ),
          )}
        </div>
      </Popover>
    </>
  );
}
