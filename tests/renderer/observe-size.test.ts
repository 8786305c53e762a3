// @vitest-environment jsdom
// Guards how the window hears of sizes: each gets its own, whoever stops hears no more, and one observer does for all.
import { afterEach, expect, test, vi } from 'vitest';

class Observer {
  static readonly all: Observer[] = [];
  readonly observed = new Set<Element>();
  readonly #told: ResizeObserverCallback;
  constructor(told: ResizeObserverCallback) {
    this.#told = told;
    Observer.all.push(this);
  }
  observe(element: Element): void {
    this.observed.add(element);
  }
  unobserve(element: Element): void {
    this.observed.delete(element);
  }
  disconnect(): void {
    this.observed.clear();
  }
  frame(target: Element): void {
    if (this.observed.has(target)) this.#told([{ target } as ResizeObserverEntry], this);
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
  Observer.all.length = 0;
});

test('one observer does for all, and each hears of its own element until it stops', async () => {
  vi.stubGlobal('ResizeObserver', Observer);
  const { observeSize } = await import('../../renderer/ui/observe-size.ts');
  const [first, second] = [document.createElement('div'), document.createElement('div')];
  const heard: string[] = [];
  const stops = [
    observeSize(first, () => heard.push('first')),
    observeSize(first, () => heard.push('first again')),
    observeSize(second, () => heard.push('second')),
  ];
  expect(Observer.all).toHaveLength(1);
  const [observer] = Observer.all;
  observer?.frame(first);
  expect(heard.splice(0)).toEqual(['first', 'first again']);
  stops[0]?.();
  observer?.frame(first);
  expect(heard.splice(0), 'the other one still hears').toEqual(['first again']);
  stops[1]?.();
  stops[1]?.();
  expect([...(observer?.observed ?? [])], 'nothing is looked at for nobody').toEqual([second]);
  observer?.frame(second);
  expect(heard).toEqual(['second']);
  for (let n = 0; n < 100; n += 1) observeSize(first, () => {})();
  expect(Observer.all, 'coming and going leaves no observer behind').toHaveLength(1);
  expect(observer?.observed.size).toBe(1);
});

test('where there are no sizes nobody is called', async () => {
  vi.stubGlobal('ResizeObserver', undefined);
  const { observeSize } = await import('../../renderer/ui/observe-size.ts');
  expect(() => observeSize(document.createElement('div'), () => {})()).not.toThrow();
});
