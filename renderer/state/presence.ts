// Changes when a presence is put into words differently.
import type { Locale } from '../../shared/domain/people.ts';
import type { Presence, PresenceState, PresenceStatus } from '../../shared/domain/presence.ts';
import type { Translate } from './intl.tsx';

/** @returns the word of a company's own state in this language, else in English, else in whichever it has. */
export function stateWord({ labels }: PresenceState, locale: Locale): string {
  return labels[locale] ?? labels.en ?? Object.values(labels)[0] ?? '';
}

/** How somebody stands, as far as it matters for the words. */
type Standing = Pick<Presence, 'text' | 'stateId'> & { status: PresenceStatus };

/** @returns how somebody stands, in the reader's words: the state that was chosen, what they wrote, or the plain status. */
export function presenceWords(
  t: Translate,
  locale: Locale,
  { status, text, stateId }: Standing,
  states: readonly PresenceState[],
): string {
  const own = stateId == null ? undefined : states.find(({ id }) => id === stateId);
  if (own !== undefined) return stateWord(own, locale);
  return text == null || text === '' ? t(`presence.${status}`) : text;
}
