// Changes when people without a picture are shown differently.
import { memo, type CSSProperties } from 'react';
import css from './text.module.css';

/** @returns up to two initials; works on any script. */
function initialsOf(name: string): string {
  const words = name.split(/[\s,]+/).filter((word) => /\p{L}|\p{N}/u.test(word));
  const first = firstLetter(words[0]);
  const last = words.length > 1 ? firstLetter(words.at(-1)) : '';
  // Arabic letters join into another word when put side by side; one is enough.
  return /\p{Script=Arabic}/u.test(first) ? first : `${first}${last}`.toUpperCase();
}

function firstLetter(word: string | undefined): string {
  return word?.match(/\p{L}|\p{N}/u)?.[0] ?? '';
}

/** @returns a hue of 0 to 359 that stays with the id. */
function hueOf(id: string): number {
  let hash = 0;
  for (let at = 0; at < id.length; at += 1) hash = (hash * 31 + id.charCodeAt(at)) % 3600;
  return hash / 10;
}

export interface AvatarProps {
  name: string;
  /** Whose colour it is. */
  id: string;
  /** In px. Default 24. */
  size?: number;
}

/** The initials of a person. Decorative: the name stands beside it. */
export const Avatar = memo(function Avatar({ name, id, size = 24 }: AvatarProps) {
  const hue = hueOf(id);
  const style = {
    width: size,
    height: size,
    fontSize: Math.round(size * 0.42),
    '--avatar-back': `oklch(var(--avatar-l, 0.9) var(--avatar-c, 0.045) ${String(hue)})`,
    '--avatar-text': `oklch(var(--avatar-tl, 0.38) 0.07 ${String(hue)})`,
  } as CSSProperties;
  return (
    <span className={css.avatar} style={style} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
});
