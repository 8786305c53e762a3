// Changes when an agent chooses their own keys differently.
import { RotateCcw, Search } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { plain } from '../../shared/cache/text.ts';
import { useT } from '../state/intl.tsx';
import { useSettings } from '../state/settings.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { TextField } from '../ui/TextField.tsx';
import {
  commandList,
  fixedKeys,
  keyMap,
  keysOf,
  mac,
  placeKeys,
  withTaken,
  type ChosenKeys,
  type CommandId,
} from './key-list.ts';
import { pressOf, refusalOf, type Refusal } from './key-press.ts';
import css from './settings-pages.module.css';

const ids = Object.keys(commandList) as CommandId[];

/** What came of the keys that were pressed for a command. */
type Answer =
  | { id: CommandId; press: string; refusal: Refusal }
  | { id: CommandId; press: string; taken: CommandId };

/** Every command with its keys: to find, to choose, to set back. */
export function KeysPage() {
  const t = useT();
  const { settings, change } = useSettings();
  const chosen: ChosenKeys = settings.keys;
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<Answer | null>(null);
  const wanted = plain(text.trim());
  const found = ids.filter((id) =>
    plain(`${t(commandList[id].label)} ${keysOf(id, chosen)}`).includes(wanted),
  );
  const inPlace = placeKeys.filter(({ label, keys }) => plain(`${t(label)} ${keys}`).includes(wanted));
  const choose = (id: CommandId, press: string, from?: CommandId): void => {
    setAnswer(null);
    change({
      keys: from === undefined ? { ...chosen, [id]: press } : withTaken(chosen, from, press, id),
    });
  };
  const pressed = (id: CommandId, press: string): void => {
    const refusal = refusalOf(press);
    if (refusal !== null) return setAnswer({ id, press, refusal });
    const taken = keyMap(chosen).get(press);
    if (taken !== undefined && taken !== id) return setAnswer({ id, press, taken });
    choose(id, press);
  };
  const reset = (id: CommandId): void => {
    setAnswer(null);
    const { [id]: _, ...rest } = chosen ?? {};
    const usual = keysOf(id);
    // Another command may have them by now: one key is never two commands.
    const taken = ids.find((other) => usual !== '' && rest[other] === usual);
    if (taken !== undefined) return setAnswer({ id, press: usual, taken });
    change({ keys: rest });
  };
  return (
    <div className={css.page}>
      <p className={css.hint}>{t('settings.keys.hint')}</p>
      <TextField
        label={t('shortcuts.filter')}
        placeholder={t('shortcuts.filter')}
        hideLabel
        icon={<Search size={14} aria-hidden="true" />}
        value={text}
        onChange={setText}
      />
      <ul className={css.commands} aria-label={t('settings.tab.keys')}>
        {found.map((id) => (
          <li key={id} className={css.command}>
            <span className={css.name}>{t(commandList[id].label)}</span>
            <Chooser id={id} keys={keysOf(id, chosen)} onPress={pressed} />
            {chosen?.[id] !== undefined && (
              <IconButton
                size="small"
                label={t('settings.keys.reset', { command: t(commandList[id].label) })}
                onClick={() => reset(id)}
              >
                <RotateCcw size={13} aria-hidden="true" />
              </IconButton>
            )}
            {answer?.id === id && <Told answer={answer} onTake={choose} />}
          </li>
        ))}
      </ul>
      {inPlace.length > 0 && (
        <section aria-label={t('shortcuts.inPlace')}>
          <h3 className={css.heading}>{t('shortcuts.inPlace')}</h3>
          <p className={css.hint}>{t('settings.keys.inPlace')}</p>
          <ul className={css.commands}>
            {inPlace.map(({ label, keys }) => (
              <li key={label} className={css.command}>
                <span className={css.name}>{t(label)}</span>
                <span className={css.keys}>
                  <span className="quiet-only">{keys}</span>
                  <Kbd keys={keys} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {found.length + inPlace.length === 0 && <p className={css.hint}>{t('shortcuts.none')}</p>}
      <Button
        disabled={chosen === undefined || Object.keys(chosen).length === 0}
        onClick={() => {
          setAnswer(null);
          change({ keys: undefined });
        }}
      >
        {t('settings.keys.resetAll')}
      </Button>
    </div>
  );
}

interface ChooserProps {
  id: CommandId;
  keys: string;
  onPress: (id: CommandId, press: string) => void;
}

/** The keys of one command; pressed, it takes the next keys. */
function Chooser({ id, keys, onPress }: ChooserProps) {
  const t = useT();
  const [listening, setListening] = useState(false);
  const name = t(commandList[id].label);
  if (fixedKeys.has(id)) {
    return (
      <span className={css.keys} title={t('settings.keys.fixed')}>
        <span className="quiet-only">{keys}</span>
        <Kbd keys={keys} />
      </span>
    );
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!listening) return;
    // While it listens no key does anything else.
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return setListening(false);
    const press = pressOf(event.nativeEvent, mac);
    if (press === null) return;
    setListening(false);
    onPress(id, press);
  };
  return (
    <button
      type="button"
      className={css.keys}
      onClick={() => setListening(true)}
      onBlur={() => setListening(false)}
      onKeyDown={onKeyDown}
    >
      <span className="quiet-only">
        {`${t('settings.keys.change', { command: name })}: ${keys === '' ? t('settings.keys.none') : keys}`}
      </span>
      {listening ? (
        <span role="status">{t('settings.keys.press')}</span>
      ) : keys === '' ? (
        <span className={css.none} aria-hidden="true">
          {t('settings.keys.none')}
        </span>
      ) : (
        <Kbd keys={keys} />
      )}
    </button>
  );
}

/** Why keys are not free, and what can be done about it. */
function Told({
  answer,
  onTake,
}: {
  answer: Answer;
  onTake: (id: CommandId, press: string, from: CommandId) => void;
}) {
  const t = useT();
  const { id, press } = answer;
  if ('refusal' in answer) {
    return (
      <p role="alert" className={css.told}>
        {t(`settings.keys.refused.${answer.refusal}`, { keys: press })}
      </p>
    );
  }
  const { taken } = answer;
  return (
    <div role="alert" className={css.told}>
      <span>{t('settings.keys.taken', { keys: press, command: t(commandList[taken].label) })}</span>
      <Button size="small" onClick={() => onTake(id, press, taken)}>
        {t('settings.keys.take')}
      </Button>
    </div>
  );
}
