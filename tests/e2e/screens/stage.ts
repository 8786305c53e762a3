// Changes when the walks over all screens begin in another world.
import type { DemoAccount } from '../../../service/seed/company.ts';
import { makeWorld } from '../../../service/seed/world.ts';
import { createDeskStage, type DeskStage } from '../../support/desk-stage.ts';
import type { Subjects } from './screens.ts';

// Numbers follow the time of day: as the service that is seeded next will give them.
const world = makeWorld(Date.now());
const noted = new Set(world.flatMap((row) => (row.kind === 'note' ? [row.record.subjectId] : [])));
/** One that is worked on, with notes. */
const theCase = world.flatMap((row) =>
  row.kind === 'case' &&
  row.record.id.startsWith('case-en') &&
  row.record.status === 'open' &&
  row.record.customerId !== null &&
  noted.has(row.record.id)
    ? [row.record]
    : [],
)[0]!;

/** Of the seeded world. */
export const theSubjects: Subjects = {
  talks: ['Ada Quill', 'Boris Lindqvist'],
  case: { number: theCase.number ?? '', title: theCase.title },
  customer: world.flatMap((row) =>
    row.kind === 'customer' && row.record.id === theCase.customerId ? [row.record.name] : [],
  )[0]!,
  article: world.flatMap((row) =>
    row.kind === 'article' && row.record.locale === 'en' && row.record.status === 'published'
      ? [row.record.title]
      : [],
  )[0]!,
};

/** The seeded world, the desk, and two customers who have been accepted. */
export async function usualStage(name: string, account: DemoAccount): Promise<DeskStage> {
  const stage = await createDeskStage({ name, account });
  // What glides is there at once: nobody looks at it on its way.
  await stage.page.emulateMedia({ reducedMotion: 'reduce' });
  for (const talk of theSubjects.talks) await stage.welcome(talk);
  return stage;
}
