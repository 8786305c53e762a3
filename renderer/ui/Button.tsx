// Changes when buttons look or behave differently.
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import css from './button.module.css';
import { cx } from './cx.ts';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  ref?: Ref<HTMLButtonElement>;
  /** One primary per view at most; quiet has no border; danger for what cannot be undone. */
  variant?: 'plain' | 'primary' | 'quiet' | 'danger';
  size?: 'small' | 'medium' | 'large';
  icon?: ReactNode;
}

/** A button with words. */
export function Button({
  variant = 'plain',
  size = 'medium',
  icon,
  type = 'button',
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button type={type} className={cx(css.button, css[variant], css[size], className)} {...rest}>
      {icon}
      {children !== undefined && <span className={css.label}>{children}</span>}
    </button>
  );
}
