// Changes when words that were not sent after all come back into the text differently.
import { useEffect, useEffectEvent } from 'react';
import { useData, useOutgoing } from '../../data/hooks.ts';
import type { Waiting } from '../../data/outgoing.ts';
import { draftKey } from './useComposerText.ts';

/** Puts messages that came back into their drafts, before what was typed since. @param onBack hears of each. */
export function useGiveBack(conversationId: string, onBack: (one: Waiting) => void = () => {}): void {
  const { drafts, outgoing } = useData();
  const all = useOutgoing(conversationId);
  const giveBack = useEffectEvent((one: Waiting) => {
    const key = draftKey(one.audience, conversationId);
    const since = drafts.get(key).text;
    if (since.trim() === '') drafts.set(key, one.typed, one.caret);
    else if (!since.startsWith(one.typed.trimEnd())) {
      const both = `${one.typed.trimEnd()}\n${since}`;
      drafts.set(key, both, both.length);
    }
    onBack(one);
    outgoing.settled(one.messageId);
  });
  useEffect(() => {
    for (const one of all) if (one.state === 'back') giveBack(one);
  }, [all]);
}
