// Measures typing: from the key to the painted frame, quietly and while fifty messages a second come in other sessions.
import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { chatClient, type ChatClient } from '../../support/chat-client.ts';
import { row, type Row } from '../table.ts';
import { complete, type Context } from './context.ts';
import { closePeer, openPeer } from './peer.ts';
import { traced } from './trace.ts';
import { answerRows, idleFrames, noiseRows, watchKey, type Answer } from './watch.ts';

const perSecond = 50;
const text = 'thank you for asking we will send the parcel again and it should be with you soon ';

/** Types letters at the pace of somebody who types fast. */
async function type(page: Page, count: number): Promise<Answer[]> {
  await watchKey(page, 'any');
  for (let n = 0; n < count; n++) {
    await page.keyboard.press(text[n % text.length] === ' ' ? 'Space' : text[n % text.length]!);
    await new Promise((resolve) => setTimeout(resolve, 60 + ((n * 7919) % 1000) / 25));
  }
  return page.evaluate(() => (globalThis as unknown as { answers: Answer[] }).answers.splice(0));
}

/** Customers of the other sessions write, together {@link perSecond} times a second. @returns ends it; says how many were sent. */
async function flood(context: Context): Promise<() => number> {
  const clients: ChatClient[] = [];
  for (const { token, messages } of context.talks.slice(1)) {
    const client = await chatClient(context.service.address);
    client.send({ t: 'resume', token, seq: messages });
    await client.next('welcome');
    clients.push(client);
  }
  let sent = 0;
  const timer = setInterval(() => {
    clients[sent % clients.length]!.send({
      t: 'send',
      messageId: crypto.randomUUID(),
      text: `Is it on its way? I ask for the ${sent + 1}th time.`,
    });
    sent += 1;
  }, 1000 / perSecond);
  return () => {
    clearInterval(timer);
    for (const client of clients) client.close();
    return sent;
  };
}

/** See the head of this file. */
export async function keysPart(context: Context): Promise<Row[]> {
  const count = Math.max(40, Math.round(200 * context.scale));
  const { app, page, close } = await context.desk();
  try {
    await complete(page);
    const field = page.locator('[data-tab][data-shown="true"] textarea').last();
    await field.click();
    await type(page, 20);
    const quiet = await type(page, count);
    const stop = await flood(context);
    const began = performance.now();
    const busy = await type(page, count);
    const trace = process.env['BENCH_TRACE'];
    if (trace !== undefined) await writeFile(trace, await traced(page, () => type(page, 40)));
    const rate = stop() / ((performance.now() - began) / 1000);
    const bare = await openPeer(app, context.peer, { lists: [300, 300], rows: 0 });
    const idle = await idleFrames(bare);
    await bare.locator('textarea').click();
    const floor = await type(bare, count);
    await closePeer(app, bare);
    return [
      ...noiseRows(idle, 'keys'),
      ...answerRows('keystroke, quiet, beside a bare field', quiet, floor),
      ...answerRows(
        `keystroke, ${rate.toFixed(0)} messages a second elsewhere, beside a bare field`,
        busy,
        floor,
      ),
      ...answerRows('keystroke, that beside the same quiet', busy, quiet).slice(2, 6),
      row('messages that came a second', rate, '/s', { least: perSecond * 0.9 }),
    ];
  } finally {
    await close();
  }
}
