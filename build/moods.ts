// `npm run parley -- moods`: how content customers are, and the examples that agents have labelled. Changes with what is printed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openMoodReader } from '../service/mood/engine.ts';
import { exampleFiles, talkFiles } from '../service/mood/examples.ts';
import { moodReport } from '../service/mood/report.ts';
import { withDatabase, type Where } from '../service/backup/reach.ts';
import { loadExamples, loadTalkExamples } from '../service/db/moods.ts';
import { createPool } from '../service/db/pool.ts';
import { sentimentLevels, sentimentWindow } from '../shared/sentiment/types.ts';

const day = 86_400_000;

/** Prints the last 24 hours by queue; with a folder, writes the labelled examples there instead. @returns the exit status. */
export function moods(where: Where, folder: string | null, json: boolean): Promise<number> {
  return withDatabase(where, 'read', async (url) => {
    const pool = createPool(url, where.log, 2);
    try {
      if (folder !== null) {
        const files = [
          ...exampleFiles(await loadExamples(pool)),
          ...talkFiles(await loadTalkExamples(pool, sentimentWindow)),
        ];
        mkdirSync(folder, { recursive: true });
        // They hold what customers wrote: for their owner alone.
        for (const { name, text } of files) writeFileSync(join(folder, name), text, { mode: 0o600 });
        const all = files.map(({ name, rows }) => `${name} ${String(rows)}`).join(', ');
        console.log(files.length === 0 ? 'No examples were given.' : `Labelled examples: ${all}`);
        return 0;
      }
      const report = await moodReport(pool, openMoodReader(where.log), Date.now() - day);
      if (json) console.log(JSON.stringify(report));
      else
        for (const { queueId, levels, unjudged, pulse } of report) {
          const counts = sentimentLevels.map((level) => `${level} ${String(levels[level])}`).join(', ');
          const mean = pulse === null ? 'none judged' : `mean ${pulse.toFixed(2)}`;
          console.log(`${queueId}: ${mean}; ${counts}; not judged ${String(unjudged)}`);
        }
      if (!json && report.length === 0)
        console.log('Nothing was said in the last 24 hours where moods are on.');
      return 0;
    } finally {
      await pool.end();
    }
  });
}
