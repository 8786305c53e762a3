// Changes when something else is looked for on every screen: barriers, words that are cut, sides that are not mirrored.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { en } from '../../../shared/i18n/en.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Of these the rules that look at colours: the others say the same of the same page in other colours. */
const ofColours = ['color-contrast', 'link-in-text-block'];

interface Axe {
  run(
    context: object,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
}

/**
 * @param within a selector of what is looked at.
 * @param what `colours` where the same page has been looked at in other colours just now.
 * @returns what stands against the rules of accessibility, one line each.
 */
export async function barriers(
  page: Page,
  within = 'html',
  what: 'all' | 'colours' = 'all',
): Promise<string[]> {
  await settled(page);
  // The builder brings its half megabyte anew each time, twice, and has everything told that is well.
  if (!(await page.evaluate(() => 'axe' in window)))
    await new AxeBuilder({ page })
      // A page of Electron cannot open the further one that the other mode wants.
      .setLegacyMode()
      .withRules(['html-has-lang'])
      .analyze();
  return page.evaluate(
    async ({ include, runOnly }) => {
      const { axe } = window as unknown as { axe: Axe };
      const context = {
        include: [include],
        // Ends of a trap for the keyboard: they pass it on the moment they get it.
        exclude: ['[data-base-ui-focus-guard]'],
      };
      const { violations } = await axe.run(context, {
        runOnly,
        resultTypes: ['violations'],
        selectors: false,
      });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
      );
    },
    {
      include: within,
      runOnly: what === 'all' ? { type: 'tag', values: rules } : { type: 'rule', values: ofColours },
    },
  );
}

/** Waits until what glides is there. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    // What pulses for ever never ends.
    const ending = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.all(ending.map((one) => one.finished.catch(() => {})));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

/**
 * Looks at everything that shows: words that are cut without a way to read them, what runs out of its pane, names of
 * messages instead of messages, what is only read out but makes something else scroll,
 * and in a language that runs from the right what has kept its left.
 */
export async function defects(page: Page): Promise<string[]> {
  await settled(page);
  return page.evaluate((keys) => {
    const known = new Set(keys);
    const found: string[] = [];
    const rtl = document.documentElement.dir === 'rtl';
    const visible = (element: Element): boolean =>
      element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
      element.closest(
        '[inert], [data-shown="false"], .quiet-only, [aria-hidden="true"][data-base-ui-inert]',
      ) === null;
    const say = (what: string, element: Element): void => {
      const words = (element.textContent ?? '').trim().slice(0, 60);
      const name = `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`;
      found.push(`${what}: ${name} “${words}”`);
    };
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) {
      const out = [...document.body.querySelectorAll('*')].filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return (rtl ? left < 0 : right > clientWidth) && getComputedStyle(element).display !== 'none';
      });
      const names = out
        .slice(0, 3)
        .map((element) => `${element.tagName}.${element.getAttribute('class') ?? ''}`);
      found.push(`the page is ${scrollWidth - clientWidth} px too wide: ${names.join(', ')}`);
    }
    const panes = [...document.querySelectorAll('[data-pane], [role="dialog"], [role="menu"]')];
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      if (!visible(element)) continue;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      // Only for screen readers.
      if (box.width <= 2 || box.height <= 2) continue;
      // What is typed scrolls in its field.
      if (element.matches('textarea, option')) continue;
      const own = [...element.childNodes].filter(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
      );
      if (own.length > 0) {
        // What is set apart is somebody's words, or an example.
        const text = own
          .map((node) => node.textContent ?? '')
          .join(' ')
          .replaceAll(/[\u2066-\u2068].*?\u2069/g, '');
        if (known.has(text.trim())) say('name of a message', element);
        if (
          /\{\w+(, (plural|select))?/.test(text) &&
          element.closest('code, textarea, bdi, [dir="auto"]') === null
        )
          say('gap that was not filled', element);
        const cuts = style.overflowX === 'hidden' || style.overflowX === 'clip';
        const wide = element.scrollWidth - element.clientWidth;
        const dots = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
        if (style.display !== 'inline' && wide > 1 && !dots && (cuts || style.overflowX === 'visible'))
          say(`cut by ${wide} px`, element);
        const tall = element.scrollHeight - element.clientHeight;
        if (cuts && style.display !== 'inline' && tall > 4 && style.webkitLineClamp === 'none')
          say(`cut below by ${tall} px`, element);
        // Letters that run out of whatever clips them.
        const range = document.createRange();
        for (const node of own) {
          range.selectNodeContents(node);
          const words = range.getBoundingClientRect();
          let clip: Element | null = element;
          while (clip !== null) {
            const around = getComputedStyle(clip);
            if (around.textOverflow === 'ellipsis' || around.webkitLineClamp !== 'none') break;
            if (around.overflowX !== 'visible') {
              const edge = clip.getBoundingClientRect();
              const scrolls = around.overflowX === 'auto' || around.overflowX === 'scroll';
              const out = Math.max(edge.left - words.left, words.right - edge.right);
              if (out > 1.5 && !scrolls && edge.width > 2) say(`runs out by ${Math.round(out)} px`, element);
              if (scrolls && out > 1.5 && clip.scrollWidth > clip.clientWidth + 1)
                say(`has to be scrolled sideways by ${Math.round(out)} px`, element);
              break;
            }
            clip = clip.parentElement;
          }
        }
      }
      const pane = panes.find((one) => one !== element && one.contains(element));
      if (pane !== undefined && !floats(element, pane)) {
        const edge = pane.getBoundingClientRect();
        const within = element.closest('[data-base-ui-portal], [popover]');
        if (within === null || within.contains(pane)) {
          const clipped = clipOf(element, pane);
          if (clipped.width > 0 && (clipped.right > edge.right + 1.5 || clipped.left < edge.left - 1.5))
            say('out of its pane', element);
        }
      }
      if (rtl) {
        const directed =
          /lucide-(arrow|chevron|move|chevrons)-(left|right)|lucide-(panel-(left|right)\S*|undo\S*|redo\S*|reply|send\S*|log-out|log-in|corner-\S+|external-link|list-ordered|indent\S*|step-\S+|skip-\S+)/;
        if (element.matches('svg') && directed.test(element.getAttribute('class') ?? ''))
          if (!style.transform.startsWith('matrix(-1'))
            say('picture that is not mirrored', element.parentElement ?? element);
        if (own.length > 0 && style.direction === 'rtl' && style.textAlign === 'left')
          say('set to the left', element);
      }
    }
    const scroller = (element: Element | null): Element | null => {
      let at = element;
      while (at !== null && !/auto|scroll/.test(getComputedStyle(at).overflowY)) at = at.parentElement;
      return at;
    };
    for (const words of document.querySelectorAll<HTMLElement>('.quiet-only')) {
      const around = words.checkVisibility() ? scroller(words.parentElement) : null;
      if (around !== null && !around.contains(words.offsetParent))
        say('only read out, but scrolls what is further out than', around);
    }
    if (rtl) {
      const at = (name: string): DOMRect | undefined =>
        document.querySelector(`[data-pane="${name}"]`)?.getBoundingClientRect();
      const [sessions, main] = [at('sessions'), at('main')];
      if (sessions !== undefined && main !== undefined && sessions.left < main.left)
        found.push('the sessions stand on the left');
    }
    return [...new Set(found)];

    /** Whether something lies over the panes on purpose. */
    function floats(element: Element, pane: Element): boolean {
      for (let at: Element | null = element; at !== null && at !== pane; at = at.parentElement) {
        const { position, zIndex } = getComputedStyle(at);
        if (position === 'fixed' || (position === 'absolute' && zIndex !== 'auto')) return true;
      }
      return false;
    }

    /** What of an element shows after everything around it, up to the pane, has clipped it. */
    function clipOf(element: Element, pane: Element): { left: number; right: number; width: number } {
      let { left, right } = element.getBoundingClientRect();
      for (let at = element.parentElement; at !== null && at !== pane; at = at.parentElement) {
        if (getComputedStyle(at).overflowX === 'visible') continue;
        const edge = at.getBoundingClientRect();
        left = Math.max(left, edge.left);
        right = Math.min(right, edge.right);
      }
      return { left, right, width: right - left };
    }
  }, Object.keys(en));
}

/**
 * Goes through the window by Tab.
 * @returns what had the keyboard while something else lay over all of it, or while it was out of view.
 */
export async function hiddenFocus(page: Page, steps: number): Promise<string[]> {
  const found: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press('Tab');
    const problem = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const box = element.getBoundingClientRect();
      const points = [
        [0.5, 0.5],
        [0.15, 0.2],
        [0.85, 0.2],
        [0.15, 0.8],
        [0.85, 0.8],
      ] as const;
      const shows = points.some(([x, y]) => {
        const hit = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
        return hit !== null && (element.contains(hit) || hit.contains(element));
      });
      return shows
        ? null
        : `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent ?? ''}`;
    });
    if (problem !== null) found.push(problem.slice(0, 120));
  }
  return [...new Set(found)];
}
