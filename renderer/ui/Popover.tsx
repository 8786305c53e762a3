// Changes when small panels at a button look or behave differently.
import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import { cx } from './cx.ts';
import css from './overlay.module.css';

export interface PopoverProps {
  /** The button that opens it; it needs a name. */
  trigger: ReactElement;
  /** Read out when it opens. */
  label: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  side?: 'top' | 'bottom' | 'inline-start' | 'inline-end';
  align?: 'start' | 'center' | 'end';
  /** What gets the focus when it closes; true for what had it before. */
  finalFocus?: () => HTMLElement | true;
  children: ReactNode;
}

/** A small panel at its button. Esc and a click beside it close it. */
export function Popover({
  trigger,
  label,
  open,
  onOpenChange,
  side = 'bottom',
  align = 'start',
  finalFocus,
  children,
}: PopoverProps) {
  const control = open === undefined ? {} : { open };
  return (
    <Base.Root {...control} onOpenChange={(next) => onOpenChange?.(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={css.positioner}
        >
          <Base.Popup
            className={cx(css.popup, css.popover)}
            aria-label={label}
            {...(finalFocus === undefined ? {} : { finalFocus })}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
