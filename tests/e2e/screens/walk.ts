// Changes when the screens are walked differently.
import type { DeskStage } from '../../support/desk-stage.ts';
import type { Screen } from './screens.ts';

const always = process.env['PARLEY_PICTURES'] === '1';

/** Pictures what has problems; with PARLEY_PICTURES=1 everything. @returns the problems. */
export async function pictured(stage: DeskStage, name: string, problems: string[]): Promise<string[]> {
  if (always || problems.length > 0) await stage.picture(name);
  return problems;
}

/**
 * Brings up every screen, has a look at it, and leaves it. One that does not come up is a problem like others, and the
 * walk goes on.
 * @param look gives what is wrong with what shows, in words.
 * @returns what was found, by the screen's name.
 */
export async function walkScreens(
  stage: DeskStage,
  screens: readonly Screen[],
  look: (screen: Screen) => Promise<string[]>,
): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  const told = (name: string, problem: string): void => {
    (found[name] ??= []).push(problem);
  };
  const words = (error: unknown): string => (error instanceof Error ? error.message.slice(0, 400) : '');
  for (const screen of screens) {
    const { name } = screen;
    try {
      await screen.open(stage);
      for (const problem of await look(screen)) told(name, problem);
    } catch (error) {
      await stage.picture(`failed-${name}`);
      told(name, `could not be opened: ${words(error)}`);
      await stage.page.keyboard.press('Escape');
    }
    await screen.leave?.(stage).catch((error: unknown) => told(name, `could not be left: ${words(error)}`));
  }
  for (const complaint of stage.complaints.splice(0)) told('console', complaint);
  return found;
}
