// Changes when the words behind a mood are marked differently in the list of messages. Marks are laid over the text, not put into it.
import { useEffect } from 'react';
import type { MoodMessage } from '../../../shared/ipc/moods.ts';
import { spansIn } from './reasons.ts';

const names = { down: 'mood-down', up: 'mood-up' } as const;

/** @returns the range of these UTF-16 units within the text of an element, however its text is cut into nodes; null outside. */
export function rangeIn(element: Element, start: number, end: number): Range | null {
  const range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let at = 0;
  let begun = false;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (!begun && start < at + length) {
      range.setStart(node, start - at);
      begun = true;
    }
    if (begun && end <= at + length) {
      range.setEnd(node, end - at);
      return range;
    }
    at += length;
  }
  return null;
}

/**
 * Marks the words in the messages that are drawn, for as long as the reasons are open. Nothing of the messages' elements
 * changes: their direction, the joining of letters and what is copied stay as they are.
 */
export function useMoodMarks(conversationId: string, messages: readonly MoodMessage[] | undefined): void {
  useEffect(() => {
    // Where the engine has no such marks, the panel's own have to do.
    if (messages === undefined || !('highlights' in CSS)) return undefined;
    const list = document.querySelector(`[data-conversation="${CSS.escape(conversationId)}"]`);
    if (list === null) return undefined;
    const mark = (): void => {
      const down: Range[] = [];
      const up: Range[] = [];
      for (const { id, text, corrected, reasons } of messages) {
        const element = list.querySelector(`[data-said="${CSS.escape(id)}"]`);
        // Masked or cut differently: places would not fit.
        if (element === null || corrected !== null || element.textContent !== text) continue;
        for (const { start, end, weight } of spansIn(text, reasons)) {
          const range = rangeIn(element, start, end);
          if (range !== null) (weight < 0 ? down : up).push(range);
        }
      }
      CSS.highlights.set(names.down, new Highlight(...down));
      CSS.highlights.set(names.up, new Highlight(...up));
    };
    mark();
    // Messages are drawn as they come into view.
    const observer = new MutationObserver(mark);
    observer.observe(list, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      CSS.highlights.delete(names.down);
      CSS.highlights.delete(names.up);
    };
  }, [conversationId, messages]);
}
