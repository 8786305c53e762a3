// The Persian texts of the seeded world, put together.
import type { LocaleContent } from '../types.ts';
import { articles } from './articles.ts';
import { dialogues } from './dialogues.ts';
import { issues, notes, resolvedNotes } from './issues.ts';
import { format, people, products } from './people.ts';
import { phrases, replies } from './replies.ts';

export const fa: LocaleContent = {
  format,
  people,
  products,
  issues,
  notes,
  resolvedNotes,
  dialogues,
  phrases,
  articles,
  replies,
};
