// Changes when the windows of one desk tell each other otherwise that card data is being typed. The main one has the phone.
import { useEffect, useState } from 'react';
import { useCardTypedHere } from './useCardTyping.ts';

/** Only pages of ours are of our origin, and only they hear it. */
const channelName = 'parley-cards';
const word = 'card';
/** Said again so often while it holds: whoever begins to listen later hears it too. */
const againMs = 1_000;
/** Nobody takes it back: a window that is closed, or dies, says nothing more. */
const holdsMs = 5_000;

/** Tells the window that has the phone when card data is typed in this one. */
export function useTellCards(): void {
  const typing = useCardTypedHere(true);
  useEffect(() => {
    if (!typing) return undefined;
    const channel = new BroadcastChannel(channelName);
    // A channel is of one origin, ours; it takes none to post to.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    const tell = (): void => channel.postMessage(word);
    tell();
    const timer = setInterval(tell, againMs);
    return () => {
      clearInterval(timer);
      channel.close();
    };
  }, [typing]);
}

/** @returns whether card data is typed in another window of this desk, or was a moment ago. */
export function useCardElsewhere(wanted: boolean): boolean {
  const [typing, setTyping] = useState(false);
  useEffect(() => {
    if (!wanted) return undefined;
    const channel = new BroadcastChannel(channelName);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onMessage = ({ data }: MessageEvent<unknown>): void => {
      if (data !== word) return;
      clearTimeout(timer);
      timer = setTimeout(() => setTyping(false), holdsMs);
      setTyping(true);
    };
    channel.addEventListener('message', onMessage);
    return () => {
      clearTimeout(timer);
      channel.close();
      setTyping(false);
    };
  }, [wanted]);
  return typing;
}
