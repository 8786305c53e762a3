// Changes when buttons look or behave differently.
import type { ButtonHTMLAttributes, ReactElement, ReactNode, Ref } from 'react';
import css from './button.module.css';
import { cx } from './cx.ts';
import { Tooltip } from './Tooltip.tsx';

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'>;

export interface ButtonProps extends Native {
  ref?: Ref<HTMLButtonElement>;
  /** One primary per view at most; quiet has no border; danger for what cannot be undone. */
  variant?: 'plain' | 'primary' | 'quiet' | 'danger';
  size?: 'small' | 'medium' | 'large';
  icon?: ReactNode;
  submit?: boolean;
}

/** A button with words. */
export function Button({
  variant = 'plain',
  size = 'medium',
  icon,
  submit = false,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={cx(css.button, css[variant], css[size], className)}
      {...rest}
    >
      {icon}
      {children !== undefined && <span className={css.label}>{children}</span>}
    </button>
  );
}

export interface IconButtonProps extends Native {
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
