// A search index over a cache that a test holds itself: written when the test says so.
import { createSearchReader, type SearchReader } from '../../electron/store/search/reader.ts';
import { createSearchWork, type SearchWork, type Step } from '../../electron/store/search/work.ts';
import type { Cache } from '../../electron/store/db/cache.ts';
import { testKey } from './desk.ts';

/** See the head of this file. */
export interface Searching {
  readonly search: SearchReader;
  readonly work: SearchWork;
  /** One step of at most so many rows; an index that does not fit is begun anew. */
  step(most?: number): Step;
  /** Until all is indexed. */
  index(most?: number): void;
  /** Until nothing is left to tidy up. */
  tidy(): void;
  close(): void;
}

/** @param file absolute path of search.db. */
export function searchOver(file: string, cache: () => Cache): Searching {
  const work = createSearchWork({ file, keyHex: testKey }, (read) => read(cache().db));
  const search = createSearchReader({
    file,
    keyHex: testKey,
    cacheId: () => cache().meta('id') ?? '',
    onDamaged: () => work.renew(),
  });
  function step(most = 1000): Step {
    const did = work.step(most);
    if (did.t !== 'unfit') return did;
    search.letGo();
    work.renew();
    search.allow();
    return work.step(most);
  }
  return {
    search,
    work,
    step,
    index: (most) => {
      for (let did = step(most); did.t === 'done' && did.rows > 0; did = step(most));
    },
    tidy: () => {
      while (work.tidy());
    },
    close: () => {
      search.close();
      work.close();
    },
  };
}
