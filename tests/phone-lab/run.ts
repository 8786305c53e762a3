// Changes when the scenarios are run, picked or reported otherwise: in a namespace of their own, by servers.test.ts or by
// hand (see README.md). Each line that it prints is one result, as JSON.
import { cableScenarios } from './cables.ts';
import { callScenarios } from './calls.ts';
import { openLab } from './lab.ts';
import { survivalScenarios } from './survival.ts';

/** What came of a scenario; `error`: what was wrong. */
export interface LabResult {
  readonly name: string;
  readonly seconds: number;
  readonly error?: string;
}

/** What is tried in a lab of its own, in this order; the labs run side by side, for most of it is waiting. */
export const labs = [callScenarios, cableScenarios, survivalScenarios];
/** All of them. */
export const scenarios = labs.flat();

if (import.meta.main) {
  const only = process.argv.slice(2);
  const say = (what: object): void => console.log(JSON.stringify(what));
  // What a scenario has left behind must not end the others.
  process.on('unhandledRejection', (error) => say({ note: String(error) }));
  const lab = await openLab((note) => say({ note })).catch((error: unknown) => {
    say({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    process.exit(1);
  });
  say({ note: 'The lab is open.' });
  for (const { name, run } of scenarios) {
    if (only.length > 0 && !only.some((part) => name.startsWith(part))) continue;
    const began = performance.now();
    const error = await run(lab).then(
      () => undefined,
      (cause: unknown) =>
        `${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n${lab.kamailio.said().slice(-1500)}\n${lab.telephone.said().slice(-2500)}`,
    );
    const result: LabResult = {
      name,
      seconds: (performance.now() - began) / 1000,
      ...(error === undefined ? {} : { error }),
    };
    say(result);
    await lab.phones.close();
  }
  await lab.close();
  process.exit(0);
}
