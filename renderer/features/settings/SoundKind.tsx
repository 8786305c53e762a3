// Changes when one kind of sound is set differently: how loud it is, and from which device it comes.
import { Volume2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Sound } from '../../../shared/ipc/main.ts';
import { useT } from '../../state/intl.tsx';
import { useSettings } from '../../state/settings.ts';
import { findOutput, soundOutputs, type Output, type Sounds } from '../../state/sounds.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import css from './alerts.module.css';

const usual = 'usual';

/** One kind of sound: how loud, where, and a way to hear it. */
export function SoundKind({
  sound,
  outputs,
  sounds,
}: {
  sound: Sound;
  outputs: readonly Output[];
  sounds: Sounds;
}) {
  const t = useT();
  const { settings, change } = useSettings();
  const kind = t(`alerts.kind.${sound}`);
  const volume = settings.volumes?.[sound] ?? 1;
  const percent = t('alerts.percent', { percent: Math.round(volume * 100) });
  const chosen = settings.outputs?.[sound];
  const there = chosen === undefined ? undefined : findOutput(chosen, outputs);
  const gone = chosen !== undefined && there === undefined;
  const setOutput = (id: string): void => {
    const { [sound]: _before, ...others } = settings.outputs ?? {};
    const next = outputs.find((one) => one.id === id);
    change({ outputs: next === undefined ? others : { ...others, [sound]: next } });
  };
  return (
    <div role="group" aria-label={kind} className={css.kind}>
      <span className={css.name}>{kind}</span>
      <input
        type="range"
        min={0}
        max={1}
        step={0.1}
        value={volume}
        aria-label={t('alerts.volume', { kind })}
        aria-valuetext={percent}
        onChange={(event) =>
          change({ volumes: { ...settings.volumes, [sound]: Number(event.currentTarget.value) } })
        }
      />
      <output className={css.percent}>{percent}</output>
      <Button
        size="small"
        aria-label={t('alerts.tryKind', { kind })}
        icon={<Volume2 size={14} aria-hidden="true" />}
        onClick={() => void sounds.try(sound, settings)}
      >
        {t('alerts.try')}
      </Button>
      <Select
        label={t('alerts.output', { kind })}
        hideLabel
        className={css.device}
        value={gone ? chosen.id : (there?.id ?? usual)}
        onChange={setOutput}
        options={[
          { value: usual, label: t('alerts.usual') },
          ...outputs.map(({ id, name }) => ({ value: id, label: name })),
          ...(gone ? [{ value: chosen.id, label: t('alerts.missing', { name: chosen.name }) }] : []),
        ]}
      />
      {gone && (
        <p role="status" className={css.gone}>
          {t('alerts.deviceGoneHint')}
        </p>
      )}
    </div>
  );
}

/** @returns the devices that are connected, as they come and go. */
export function useOutputs(): readonly Output[] {
  const [outputs, setOutputs] = useState<readonly Output[]>([]);
  useEffect(() => {
    let here = true;
    const look = (): void =>
      void soundOutputs().then(
        (found) => {
          if (here) setOutputs(found);
        },
        () => {},
      );
    look();
    const { mediaDevices } = navigator;
    mediaDevices?.addEventListener('devicechange', look);
    return () => {
      here = false;
      mediaDevices?.removeEventListener('devicechange', look);
    };
  }, []);
  return outputs;
}
