// Measures how long a message takes from the customer's page to the agent's screen, through service, link, store and window.
import { randomUUID } from 'node:crypto';
import { pickAll, setUpRig } from './rig.ts';
import { percentile, row, type Row } from './table.ts';

const messages = 100;

/** @returns p50 and p95 in ms, against the customer's own round trip (message to its echo), which any path must pay. */
export async function bench(): Promise<Row[]> {
  const rig = await setUpRig();
  try {
    const { app, page } = await rig.desk();
    const [customer] = await rig.customers(1);
    await pickAll(page, 1);
    await page
      .getByRole('navigation', { name: 'Sessions' })
      .getByRole('button', { name: /^Bench 01/ })
      .click();
    await page.getByRole('log').first().waitFor();
    await page.evaluate(() => {
      const seen: Record<string, number> = {};
      Object.assign(globalThis, { seenMarks: seen });
      new MutationObserver(() => {
        for (const mark of document.body.innerText.match(/mark-\d+-/g) ?? []) seen[mark] ??= Date.now();
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    const echoes: number[] = [];
    const shown: number[] = [];
    for (let n = 0; n < messages; n++) {
      const mark = `mark-${n}-`;
      const begun = Date.now();
      const echoFrom = performance.now();
      const have = customer!.frames.filter((frame) => frame.t === 'messages').length;
      customer!.send({ t: 'send', messageId: randomUUID(), text: `${mark} still waiting` });
      await customer!.next('messages', have + 1);
      echoes.push(performance.now() - echoFrom);
      await page.waitForFunction(
        (wanted) =>
          (globalThis as unknown as { seenMarks: Record<string, number> }).seenMarks[wanted] !== undefined,
        mark,
        { polling: 5 },
      );
      const at = await page.evaluate(
        (wanted) => (globalThis as unknown as { seenMarks: Record<string, number> }).seenMarks[wanted]!,
        mark,
      );
      shown.push(at - begun);
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
