// Changes when buttons with a picture instead of words look or behave differently.
import type { ButtonHTMLAttributes, ReactElement, Ref } from 'react';
import css from './button.module.css';
import { cx } from './cx.ts';
import { Tooltip } from './Tooltip.tsx';

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  ref?: Ref<HTMLButtonElement>;
  /** Its name, for the tooltip and for screen readers. */
  label: string;
  /** Shown in the tooltip. */
  keys?: string;
  size?: 'small' | 'medium';
  pressed?: boolean;
  /** False in dense lists, where the name alone is enough. */
  tooltip?: boolean;
}

/** A button with a picture. */
export function IconButton({
  label,
  keys,
  size = 'medium',
  pressed,
  tooltip = true,
  className,
  children,
  ...rest
}: IconButtonProps): ReactElement {
  const button = (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      className={cx(css.icon, size === 'small' && css.iconSmall, className)}
      {...rest}
    >
      {children}
    </button>
  );
  return tooltip ? (
    <Tooltip text={label} keys={keys}>
      {button}
    </Tooltip>
  ) : (
    button
  );
}
