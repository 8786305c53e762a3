// Changes when one goes elsewhere in a long conversation differently.
import { CalendarSearch } from 'lucide-react';
import { useId, useState } from 'react';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Popover } from '../../ui/Popover.tsx';
import styles from './list.module.css';

interface JumpMenuProps {
  /** Messages that were not read yet. */
  unread: number;
  toStart: () => void;
  toUnread: () => void;
  toEnd: () => void;
  /** The first moment of a day, ms since the epoch. */
  toDay: (at: number) => void;
}

/** To the first message, to a day, to what is unread, to the newest. */
export function JumpMenu({ unread, toStart, toUnread, toEnd, toDay }: JumpMenuProps) {
  const t = useT();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [day, setDay] = useState('');
  const go = (where: () => void) => () => {
    setOpen(false);
    where();
  };
  const at = new Date(`${day}T00:00:00`).getTime();
  return (
    <div className={styles.jump}>
      <Popover
        open={open}
        onOpenChange={setOpen}
        label={t('conversation.jump.title')}
        align="end"
        trigger={
          <IconButton label={t('conversation.jump.title')} size="small" tooltip={false}>
            <CalendarSearch size={15} aria-hidden="true" />
          </IconButton>
        }
      >
        <form
          className={styles.jumpForm}
          onSubmit={(event) => {
            event.preventDefault();
            if (Number.isFinite(at)) go(() => toDay(at))();
          }}
        >
          <Button size="small" onClick={go(toStart)}>
            {t('conversation.jump.start')}
          </Button>
          {unread > 0 && (
            <Button size="small" onClick={go(toUnread)}>
              {t('conversation.jump.unread')}
            </Button>
          )}
          <Button size="small" onClick={go(toEnd)}>
            {t('conversation.toEnd')}
          </Button>
          <label htmlFor={id}>{t('conversation.jump.day')}</label>
          <input
            id={id}
            type="date"
            className={styles.jumpDay}
            value={day}
            onChange={({ currentTarget }) => setDay(currentTarget.value)}
          />
          <Button size="small" variant="primary" type="submit" disabled={!Number.isFinite(at)}>
            {t('conversation.jump.go')}
          </Button>
        </form>
      </Popover>
    </div>
  );
}
