// Changes when calls are shown in the window otherwise: which of them, in which order, and what could not be done.
import { CircleAlert, X } from 'lucide-react';
import { memo, useEffect, useState } from 'react';
import type { Call, PhoneState } from '../../../shared/phone/types.ts';
import { useData } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useShell, useShellState } from '../../state/shell.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import css from './call-bar.module.css';
import { CallLine } from './CallLine.tsx';
import { CallMedia } from './CallMedia.tsx';
import { troubleWords, worthSaying } from './call-words.ts';
import { Keypad } from './Keypad.tsx';
import { TransferPanel } from './TransferPanel.tsx';
import { usePhone } from './usePhone.ts';

/** The calls of this desk, a line each. */
export const CallBar = memo(function CallBar() {
  const t = useT();
  const { phone: client } = useData();
  const { phone, quality, trouble } = usePhone();
  const open = useShellState(({ callPanel }) => callPanel);
  const shell = useShell();
  // What has ended stays among the last calls; here it goes when it was read.
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  const gone = open !== null && phone?.calls.find(({ id }) => id === open.callId)?.phase !== 'talking';
  useEffect(() => {
    if (gone) shell.closeCallPanel();
  }, [gone, shell]);
  if (phone === null) return null;
  const shown = linesOf(phone, read);
  const lost = phone.line === 'away' || phone.line === 'refused';
  if (shown.length === 0 && !lost && trouble === null) return null;
  return (
    <section aria-label={t('phone.bar')} data-pane="calls" tabIndex={-1} className={css.bar}>
      {lost && (
        <div className={css.line} role="status">
          <span className={css.trouble}>
            {t(phone.line === 'away' ? 'phone.line.away' : 'phone.line.refused')}
          </span>
        </div>
      )}
      {trouble !== null && (
        <div className={css.line}>
          <CircleAlert size={16} aria-hidden="true" className={css.wrong} />
          <span className={css.state} role="status">
            {troubleWords(trouble, phone.line, t)}
          </span>
          <IconButton label={t('common.dismiss')} onClick={client.settle}>
            <X size={16} aria-hidden="true" />
          </IconButton>
        </div>
      )}
      {shown.map((call) => (
        <div key={call.id}>
          <CallLine
            call={call}
            phone={phone}
            quality={quality[call.id]}
            beside={<CallMedia call={call} quality={quality[call.id]} />}
            onRead={() => setRead((before) => new Set([...before, call.id]))}
          />
          {open?.callId === call.id && call.phase === 'talking' && (
            <div className={css.panel}>
              {open.panel === 'keypad' ? <Keypad call={call} /> : <TransferPanel call={call} />}
            </div>
          )}
        </div>
      ))}
    </section>
  );
});

/** What is going on, the last thing that did not come about, and whoever does not know yet that a call is over. */
function linesOf({ calls, line }: PhoneState, read: ReadonlySet<string>): readonly Call[] {
  const ended = calls.findLast(({ phase }) => phase === 'ended');
  const told = ended?.end != null && worthSaying(ended.end) !== undefined && !read.has(ended.id);
  const untold = (call: Call): boolean => call.untold === true && line !== 'ready' && !read.has(call.id);
  return calls.filter((call) => call.phase !== 'ended' || (told && call === ended) || untold(call));
}
