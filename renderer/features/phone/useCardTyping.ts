// Changes when the window notices otherwise that card data is being typed.
import { useEffect, useEffectEvent, useState } from 'react';
import { cardIn, isPaymentField, typedIn } from './card-typing.ts';

/** After the last sign of a card nobody speaks of it any more. */
const quietMs = 5_000;

/** @returns whether a payment field of this window has the focus, or card data stands in the field that is typed in or did a moment ago. */
export function useCardTypedHere(wanted: boolean): boolean {
  const [typing, setTyping] = useState(false);
  const set = useEffectEvent(setTyping);
  useEffect(() => {
    if (!wanted) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    /** A whole number holds as long as it stands there; the beginning of one for a while. */
    const sign = (holds: boolean): void => {
      clearTimeout(timer);
      set(true);
      timer = holds ? undefined : setTimeout(() => set(false), quietMs);
    };
    const over = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => set(false), quietMs);
    };
    const look = (field: EventTarget | null): boolean => {
      const text = typedIn(field);
      if (text === null || !(field instanceof Element)) return false;
      const typed = isPaymentField(field) ? 'card' : cardIn(text);
      if (typed !== null) sign(typed === 'card');
      return typed !== null;
    };
    const onInput = ({ target }: Event): void => {
      if (!look(target)) over();
    };
    const onFocusIn = ({ target }: Event): void => void look(target);
    document.addEventListener('input', onInput, true);
    document.addEventListener('focusin', onFocusIn, true);
    document.addEventListener('focusout', over, true);
    look(document.activeElement);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('input', onInput, true);
      document.removeEventListener('focusin', onFocusIn, true);
      document.removeEventListener('focusout', over, true);
      set(false);
    };
  }, [wanted]);
  return typing;
}
