// Measures how long a message takes from the customer's page to the agent's screen, through service, link, store and window.
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright';
import { pickAll, setUpRig } from './rig.ts';
import { percentile, row, type Row } from './table.ts';

// Few enough from each that the chat's limit against floods lets all of them through at once.
const customers = 10;
const messagesEach = 10;

interface Watched {
  whenSeen: (mark: string) => Promise<number>;
}

/** In the page: notes when the message list first holds each mark, after the frame that shows it was painted. */
async function watchMarks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = new Map<string, number>();
    const waiting = new Map<string, (at: number) => void>();
    const note = (text: string): void => {
      for (const mark of text.match(/mark-\d+-\d+-/g) ?? []) {
        if (seen.has(mark)) continue;
        seen.set(mark, 0);
        requestAnimationFrame(() => {
          seen.set(mark, Date.now());
          waiting.get(mark)?.(Date.now());
        });
      }
    };
    new MutationObserver((records) => {
      for (const { addedNodes } of records) {
        for (const node of addedNodes)
          if (node.parentElement?.closest('[role="log"]')) note(node.textContent ?? '');
      }
    }).observe(document.body, { childList: true, subtree: true });
    const whenSeen = (mark: string): Promise<number> =>
      new Promise((resolve) => {
        const at = seen.get(mark);
        if (at) resolve(at);
        else waiting.set(mark, resolve);
      });
    Object.assign(globalThis, { whenSeen });
  });
}

/** @returns p50 and p95 in ms, against the customer's own round trip (message to its echo), which any path must pay. */
export async function bench(): Promise<Row[]> {
  const rig = await setUpRig();
  try {
    const { app, page } = await rig.desk();
    const open = await rig.customers(customers);
    await pickAll(page, customers);
    const sessions = page.getByRole('navigation', { name: 'Sessions' });
    await watchMarks(page);
    const echoes: number[] = [];
    const shown: number[] = [];
    for (const [index, customer] of open.entries()) {
      const name = `Bench ${String(index + 1).padStart(2, '0')}`;
      await sessions.getByRole('button', { name: new RegExp(`^${name}`) }).click();
      for (let n = 0; n < messagesEach; n++) {
        const mark = `mark-${index}-${n}-`;
        const have = customer.frames.filter((frame) => frame.t === 'messages').length;
        const begun = Date.now();
        const echoFrom = performance.now();
        customer.send({ t: 'send', messageId: randomUUID(), text: `${mark} still waiting` });
        await customer.next('messages', have + 1);
        echoes.push(performance.now() - echoFrom);
        const at = await page.evaluate((wanted) => (globalThis as unknown as Watched).whenSeen(wanted), mark);
        shown.push(at - begun);
      }
    }
    await app.close();
    return [
      row('message to the agent, p50', percentile(shown, 0.5), 'ms', { against: percentile(echoes, 0.5) }),
      row('message to the agent, p95', percentile(shown, 0.95), 'ms', { against: percentile(echoes, 0.95) }),
    ];
  } finally {
    await rig.close();
  }
}
